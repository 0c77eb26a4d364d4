package dev.drey.mcp;

import static dev.drey.mcp.StatelessTalk.at;
import static dev.drey.mcp.StatelessTalk.meta;
import static dev.drey.mcp.StatelessTalk.with;
import static dev.drey.mcp.StatelessTalk.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.events.Event;
import dev.drey.files.Failure;
import dev.drey.session.Endpoint;
import dev.drey.session.Owner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StatelessLaneTest {
    private static final Shape.Fields ANYTHING = new Shape.Fields("", List.of(), true);

    @TempDir
    Path state;

    private static Tool tool(String name, Tool.Body body) {
        return new Tool(name, name, name, Group.FILES, ANYTHING, ANYTHING, Effect.LOOKS, body);
    }

    private static Message.Request request(String method, Map<String, Object> params) {
        return new Message.Request(1, method, params, 10);
    }

    @Test
    void requestsSayWhichEraTheyAreOf() {
        try (StatelessTalk talk = new StatelessTalk(state)) {
            assertThat(talk.lane.takes(request("tools/list", Map.of()))).isFalse();
            assertThat(talk.lane.takes(request("tools/list", Map.of("_meta", Map.of("progressToken", 1)))))
                    .isFalse();
            assertThat(talk.lane.takes(request("tools/list", Map.of("_meta", meta()))))
                    .isTrue();
            assertThat(talk.lane.takes(request("server/discover", Map.of()))).isTrue();
            assertThat(talk.result("server/discover", Map.of())).containsKey("supportedVersions");
            assertThat(talk.lane.takes(request("tools/list", Map.of())))
                    .as("who has spoken so once, and forgets to, is told")
                    .isTrue();
            assertThat(talk.lane.takes(request("initialize", Map.of("_meta", meta()))))
                    .isFalse();
            assertThat(talk.lane.takes(request("tools/list", Map.of()))).isFalse();
            assertThat(talk.lane.takes(request("server/discover", Map.of()))).isFalse();
            assertThat(talk.lane.takes(request("tools/list", Map.of("_meta", meta()))))
                    .isTrue();
        }
    }

    @Test
    void whatARequestMustSayAndDoesNotIsNamed() {
        try (StatelessTalk talk = new StatelessTalk(state)) {
            for (var wrong : Map.of(
                            "_meta with",
                            Map.<String, Object>of(),
                            "params._meta." + StatelessTalk.VERSION,
                            Map.of("_meta", without(meta(), StatelessTalk.VERSION)),
                            "params._meta." + StatelessTalk.CAPABILITIES,
                            Map.of("_meta", without(meta(), StatelessTalk.CAPABILITIES)),
                            "is one of debug",
                            Map.of("_meta", with(meta(), StatelessTalk.LEVEL, "loud")),
                            "progressToken",
                            Map.of("_meta", with(meta(), "progressToken", 1.5)),
                            "name and version",
                            Map.of("_meta", with(meta(), "io.modelcontextprotocol/clientInfo", "me")))
                    .entrySet()) {
                Map<String, Object> error = at(talk.ask("tools/list", wrong.getValue()), "error");
                assertThat(error).containsEntry("code", -32602);
                assertThat(String.valueOf(error.get("message"))).contains(wrong.getKey());
            }
            var old = Map.of("_meta", Map.of(StatelessTalk.VERSION, "1900-01-01"));
            Map<String, Object> error = at(talk.ask("tools/list", old), "error");
            assertThat(error).containsEntry("code", -32022);
            assertThat(at(error, "data"))
                    .containsEntry("supported", List.of("2026-07-28", "2025-11-25"))
                    .containsEntry("requested", "1900-01-01");
            assertThat(talk.greetings).hasValue(1);
        }
    }

    @Test
    void whatOtherErasHaveIsNotThere() {
        try (StatelessTalk talk = new StatelessTalk(state)) {
            for (String method :
                    List.of("ping", "logging/setLevel", "resources/subscribe", "prompts/list", "no/such")) {
                assertThat(talk.error(method, Map.of())).as(method).containsEntry("code", -32601);
            }
            assertThat(talk.error("tools/call", Map.of("name", "sftp_raed")).toString())
                    .contains("did you mean sftp_read");
            assertThat(talk.error("tools/call", Map.of("name", 3))).containsEntry("code", -32602);
            assertThat(talk.error("tools/call", Map.of("name", "sftp_read", "arguments", List.of())))
                    .containsEntry("code", -32602);
            assertThat(talk.error("tools/list", Map.of("cursor", "x"))).containsEntry("code", -32602);
            assertThat(talk.error("resources/read", Map.of("uri", "drey://nothing")))
                    .containsEntry("code", -32602);
        }
    }

    @Test
    void listsSayHowLongTheyHold() {
        try (StatelessTalk talk = new StatelessTalk(state)) {
            for (String method :
                    List.of("server/discover", "tools/list", "resources/list", "resources/templates/list")) {
                assertThat(talk.result(method, Map.of()))
                        .as(method)
                        .containsEntry("resultType", "complete")
                        .containsEntry("cacheScope", "public")
                        .containsEntry("ttlMs", 3_600_000);
            }
            Map<String, Object> read = talk.result("resources/read", Map.of("uri", "drey://targets"));
            assertThat(read).containsEntry("ttlMs", 0).containsEntry("cacheScope", "private");
            assertThat(at(read, "_meta", "io.modelcontextprotocol/serverInfo")).containsEntry("name", "drey");
        }
    }

    @Test
    void ofACancelledCallNothingMoreIsSaidAndItStops() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Tool slow = tool("slow", call -> {
            entered.countDown();
            try {
                Thread.sleep(30_000);
            } catch (InterruptedException cancelled) {
                call.peer().progress(1, OptionalDouble.empty(), "late");
                stopped.countDown();
            }
            return Answer.of(Map.of(), "late");
        });
        try (StatelessTalk talk = new StatelessTalk(state, slow)) {
            int id = talk.begin(
                    "tools/call",
                    with(talk.call("slow", Map.of(), Map.of()), "_meta", with(meta(), "progressToken", 7)));
            assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
            talk.cancel(id);
            talk.cancel(id);
            talk.cancel(4711);
            assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(talk.result("server/discover", Map.of())).isNotEmpty();
            assertThat(talk.said("notifications/progress")).isEmpty();
            assertThat(talk.said()).noneMatch(said -> Integer.valueOf(id).equals(said.get("id")));
        }
    }

    @Test
    void progressGrowsAndEndsWithTheAnswer() {
        AtomicReference<Optional<Peer>> kept = new AtomicReference<>(Optional.empty());
        Tool steps = tool("steps", call -> {
            kept.set(Optional.of(call.peer()));
            for (double done : new double[] {1, 1, 3, 2, 4}) call.peer().progress(done, OptionalDouble.of(4), "m");
            return Answer.of(Map.of(), "done");
        });
        try (StatelessTalk talk = new StatelessTalk(state, steps)) {
            Map<String, Object> params = talk.call("steps", Map.of(), Map.of());
            talk.result("tools/call", params);
            assertThat(talk.said("notifications/progress")).isEmpty();
            talk.answer(talk.begin("tools/call", with(params, "_meta", with(meta(), "progressToken", "t"))));
            kept.get().orElseThrow().progress(5, OptionalDouble.empty(), "late");
            assertThat(talk.said("notifications/progress").stream()
                            .map(one -> at(one, "params").get("progress")))
                    .containsExactly(1.0, 3.0, 4.0);
        }
    }

    private static Event broken(String target) {
        return new Event.ConnectionError(
                Optional.empty(), target, Endpoint.LOCAL, Failure.of(Failure.Code.UNREACHABLE, "gone"), 1);
    }

    @Test
    void onlyWhatHappensDuringARequestThatAskedForItIsLogged() throws InterruptedException {
        AtomicReference<Optional<Happening>> put = new AtomicReference<>(Optional.empty());
        Tool happens = tool("happens", call -> {
            put.get().orElseThrow().put(call.arguments().needed("target"));
            return Answer.of(Map.of(), "done");
        });
        try (StatelessTalk talk = new StatelessTalk(state, happens)) {
            put.set(Optional.of(target -> {
                Thread other = Thread.ofVirtual().start(() -> talk.events.put(Owner.PROCESS, broken(target)));
                try {
                    other.join();
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
            }));
            talk.result("tools/call", talk.call("happens", Map.of("target", "quiet"), Map.of()));
            for (String level : List.of("critical", "error")) {
                var params = talk.call("happens", Map.of("target", level), Map.of());
                talk.answer(talk.begin("tools/call", with(params, "_meta", with(meta(), StatelessTalk.LEVEL, level))));
            }
            talk.events.put(Owner.PROCESS, broken("outside"));
            Map<String, Object> read = talk.result("resources/read", Map.of("uri", "drey://events"));
            assertThat(read.toString()).contains("quiet");
            List<Map<String, Object>> logged = talk.said("notifications/message");
            assertThat(logged).hasSize(1);
            assertThat(at(logged.getFirst(), "params"))
                    .containsEntry("level", "error")
                    .containsEntry("logger", "drey.events");
            assertThat(at(logged.getFirst(), "params", "data")).containsEntry("target", "error");
            assertThat(talk.said().indexOf(logged.getFirst()))
                    .as("before the answer")
                    .isLessThan(talk.said().indexOf(talk.answer(3)));
        }
    }

    private interface Happening {
        void put(String target);
    }

    private static final String ID = "io.modelcontextprotocol/subscriptionId";

    private static Map<String, Object> listen(Object notifications) {
        return Map.of("_meta", meta(), "notifications", notifications);
    }

    @Test
    void aSubscriptionTellsOfItsOwnUntilItIsCancelled() throws InterruptedException {
        try (StatelessTalk talk = new StatelessTalk(state)) {
            int all = talk.begin(
                    "subscriptions/listen",
                    listen(Map.of(
                            "toolsListChanged",
                            true,
                            "resourceSubscriptions",
                            List.of("drey://events", "sftp://box/x"))));
            int none = talk.begin("subscriptions/listen", listen(Map.of()));
            List<Map<String, Object>> agreed = talk.said("notifications/subscriptions/acknowledged");
            assertThat(agreed).hasSize(2);
            assertThat(at(agreed.getFirst(), "params", "notifications"))
                    .isEqualTo(Map.of("resourceSubscriptions", List.of("drey://events")));
            assertThat(at(agreed.getFirst(), "params", "_meta")).containsEntry(ID, all);
            assertThat(at(agreed.getLast(), "params", "notifications")).isEmpty();
            talk.events.put(Owner.PROCESS, broken("a"));
            Map<String, Object> told = talk.await(said -> "notifications/resources/updated".equals(said.get("method")));
            assertThat(at(told, "params")).containsEntry("uri", "drey://events");
            assertThat(at(told, "params", "_meta")).containsEntry(ID, all);
            talk.cancel(all);
            talk.events.put(Owner.PROCESS, broken("b"));
            Thread.sleep(300);
            assertThat(talk.said("notifications/resources/updated")).hasSize(1);
            talk.lane.end();
            assertThat(talk.said()).noneMatch(said -> Integer.valueOf(all).equals(said.get("id")));
            assertThat(at(talk.answer(none), "result", "_meta")).containsEntry(ID, none);
            assertThat(at(talk.said("notifications/cancelled").getFirst(), "params"))
                    .containsEntry("requestId", none);
        }
    }

    @Test
    void subscriptionsAreCheckedAndNotWithoutNumber() {
        try (StatelessTalk talk = new StatelessTalk(state)) {
            for (Object wrong : List.of(
                    "x",
                    Map.of("resourceSubscriptions", "x"),
                    Map.of("resourceSubscriptions", List.of(1)),
                    Map.of("toolsListChanged", "yes"))) {
                assertThat(at(talk.ask("subscriptions/listen", listen(wrong)), "error"))
                        .as("%s", wrong)
                        .containsEntry("code", -32602);
            }
            for (int i = 0; i < Streams.MOST; i++) talk.begin("subscriptions/listen", listen(Map.of()));
            assertThat(at(talk.ask("subscriptions/listen", listen(Map.of())), "error"))
                    .containsEntry("code", StatelessLane.FULL);
            talk.lane.end();
        }
    }
}
