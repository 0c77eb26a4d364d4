package dev.drey.mcp;

import static dev.drey.mcp.StatelessTalk.at;
import static dev.drey.mcp.StatelessTalk.meta;
import static dev.drey.mcp.StatelessTalk.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure;
import dev.drey.session.Asker;
import dev.drey.session.Question;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a person is asked by rounds: a request ends by asking, and is made again with the answer.
@Timeout(60)
class InquiryTest {
    private static final Shape.Fields ANYTHING = new Shape.Fields("", List.of(), true);

    @TempDir
    Path state;

    private final List<String> done = new ArrayList<>();
    private String print = "p1";
    private String key = "SHA256:one";

    private static Tool tool(String name, Tool.Body body) {
        return new Tool(name, name, name, Group.FILES, ANYTHING, ANYTHING, Effect.ANYTHING, body);
    }

    private StatelessTalk talk() {
        return new StatelessTalk(
                state,
                tool("plan", call -> {
                    Optional<Boolean> agreed = call.peer().agrees("May I?", print);
                    if (agreed.isEmpty()) return Answer.of(Map.of("confirmToken", "t"), "shown");
                    if (!agreed.get()) {
                        throw Failure.of(Failure.Code.NOT_ALLOWED, "the person did not agree")
                                .thrown();
                    }
                    done.add("plan");
                    return Answer.of(Map.of("done", true), "done");
                }),
                tool("dial", call -> {
                    for (Object host : call.arguments().list("hosts")) {
                        Asker asker = call.peer().asker();
                        var question = new Question.HostKey(String.valueOf(host), "ssh-ed25519", key, false, List.of());
                        if (!asker.canAsk() || asker.trust(question) == Asker.Trust.REFUSE) {
                            throw Failure.of(Failure.Code.HOST_KEY_UNKNOWN, "unknown; drey trust " + host)
                                    .thrown();
                        }
                        done.add("dial " + host);
                    }
                    return Answer.of(Map.of("done", true), "done");
                }));
    }

    private static Map<String, Object> answers(String action, String field, Object value) {
        return Map.of("question-1", Map.of("action", action, "content", Map.of(field, value)));
    }

    private static Map<String, Object> again(Map<String, Object> call, Map<String, Object> asked, Object responses) {
        return with(with(call, "requestState", String.valueOf(asked.get("requestState"))), "inputResponses", responses);
    }

    private Map<String, Object> asked(StatelessTalk talk, Map<String, Object> call) {
        Map<String, Object> asked = talk.result("tools/call", call);
        assertThat(asked).containsEntry("resultType", "input_required").doesNotContainKeys("ttlMs", "content");
        return asked;
    }

    private static Map<String, Object> failure(Map<String, Object> result) {
        assertThat(result).containsEntry("resultType", "complete").containsEntry("isError", true);
        return at(result, "structuredContent", "error");
    }

    @Test
    void aPlanIsDoneWhenThePersonAgreesAndNotBefore() {
        try (StatelessTalk talk = talk()) {
            Map<String, Object> call = talk.call("plan", Map.of("path", "a"), Map.of());
            Map<String, Object> asked = asked(talk, call);
            Map<String, Object> params = at(asked, "inputRequests", "question-1", "params");
            assertThat(params).containsEntry("message", "May I?").containsEntry("mode", "form");
            assertThat(at(params, "requestedSchema", "properties", "agree")).containsEntry("type", "boolean");
            assertThat(done).isEmpty();
            Map<String, Object> result =
                    talk.result("tools/call", again(call, asked, answers("accept", "agree", true)));
            assertThat(at(result, "structuredContent")).containsEntry("done", true);
            assertThat(done).containsExactly("plan");
        }
    }

    @Test
    void whoDeclinesOrAnswersNothingThatIsAYesHasNotAgreed() {
        try (StatelessTalk talk = talk()) {
            Map<String, Object> call = talk.call("plan", Map.of(), Map.of());
            for (Map<String, Object> no : List.of(
                    answers("accept", "agree", false),
                    answers("accept", "agree", "true"),
                    answers("accept", "other", true),
                    answers("decline", "agree", true),
                    answers("cancel", "agree", true),
                    Map.<String, Object>of("question-1", Map.of("action", "accept")))) {
                assertThat(failure(talk.result("tools/call", again(call, asked(talk, call), no))))
                        .as("%s", no)
                        .containsEntry("failure", "NOT_ALLOWED");
            }
            assertThat(done).isEmpty();
        }
    }

    @Test
    void answersThatAreNoneAreRefusedAndMissingOnesAskedForAgain() {
        try (StatelessTalk talk = talk()) {
            Map<String, Object> call = talk.call("plan", Map.of(), Map.of());
            for (Object odd : List.<Object>of(
                    "yes",
                    Map.of("question-1", "yes"),
                    Map.of("question-1", Map.of()),
                    Map.of("question-1", Map.of("action", "perhaps")))) {
                assertThat(talk.error("tools/call", again(call, asked(talk, call), odd)))
                        .as("%s", odd)
                        .containsEntry("code", -32602);
            }
            Map<String, Object> second = talk.result("tools/call", again(call, asked(talk, call), Map.of("x", 1)));
            assertThat(second).containsEntry("resultType", "input_required");
            assertThat(talk.result("tools/call", with(call, "inputResponses", answers("accept", "agree", true))))
                    .as("an answer without the state counts for nothing")
                    .containsEntry("resultType", "input_required");
            assertThat(done).isEmpty();
        }
    }

    private void assertRefused(StatelessTalk talk, Map<String, Object> params, String reason) {
        Map<String, Object> error = talk.error("tools/call", params);
        assertThat(error).as(reason).containsEntry("code", -32602);
        assertThat(at(error, "data")).containsEntry("reason", reason);
        assertThat(String.valueOf(error.get("message"))).contains("nothing was done");
    }

    @Test
    void aStateServesOnceForItsOwnCallForAWhile() {
        try (StatelessTalk talk = talk();
                StatelessTalk other = talk()) {
            Map<String, Object> yes = answers("accept", "agree", true);
            Map<String, Object> call = talk.call("plan", Map.of("path", "a", "b", Map.of("c", 1, "d", 2)), Map.of());
            Map<String, Object> asked = asked(talk, call);
            String text = String.valueOf(asked.get("requestState"));
            for (int at : new int[] {0, text.indexOf('.') / 2, text.indexOf('.'), text.indexOf('.') + 3}) {
                char swapped = text.charAt(at) == 'A' ? 'B' : 'A';
                String changed = text.substring(0, at) + swapped + text.substring(at + 1);
                assertRefused(talk, again(call, Map.of("requestState", changed), yes), "forged");
            }
            assertRefused(talk, again(call, Map.of("requestState", ""), yes), "forged");
            assertRefused(other, again(call, asked, yes), "forged");
            assertRefused(talk, again(with(call, "arguments", Map.of("path", "b")), asked, yes), "other-call");
            assertRefused(talk, again(with(call, "name", "dial"), asked, yes), "other-call");
            assertThat(talk.error("tools/call", with(call, "requestState", 7))).containsEntry("code", -32602);
            Map<String, Object> turned = new LinkedHashMap<>();
            turned.put("b", Map.of("d", 2, "c", 1));
            turned.put("path", "a");
            assertThat(talk.result("tools/call", again(with(call, "arguments", turned), asked, yes)))
                    .as("the order of names does not matter")
                    .containsEntry("isError", false);
            assertRefused(talk, again(call, asked, yes), "used");
            Map<String, Object> late = asked(talk, call);
            talk.clock.addAndGet(Seal.LIFE.toNanos());
            Map<String, Object> later = asked(talk, call);
            talk.clock.addAndGet(1);
            assertRefused(talk, again(call, late, yes), "expired");
            assertThat(talk.result("tools/call", again(call, later, yes))).containsEntry("isError", false);
            assertThat(done).containsExactly("plan", "plan");
        }
    }

    @Test
    void anAgreedPlanThatIsNoLongerTrueIsNotDone() {
        try (StatelessTalk talk = talk()) {
            Map<String, Object> call = talk.call("plan", Map.of(), Map.of());
            Map<String, Object> asked = asked(talk, call);
            print = "p2";
            Map<String, Object> result =
                    talk.result("tools/call", again(call, asked, answers("accept", "agree", true)));
            assertThat(failure(result)).containsEntry("failure", "CONFLICT");
            assertThat(done).isEmpty();
        }
    }

    @Test
    void aHostsKeyIsAskedForAndTrustedOnceOrFromNowOn() {
        try (StatelessTalk talk = talk()) {
            Map<String, Object> call = talk.call("dial", Map.of("hosts", List.of("h1")), Map.of());
            Map<String, Object> asked = asked(talk, call);
            assertThat(asked.toString()).contains("SHA256:one").contains("ssh-ed25519");
            assertThat(failure(talk.result("tools/call", again(call, asked, answers("accept", "trust", "refuse")))))
                    .containsEntry("failure", "HOST_KEY_UNKNOWN");
            assertThat(talk.result("tools/call", again(call, asked(talk, call), answers("accept", "trust", "once"))))
                    .containsEntry("isError", false);
            assertThat(talk.result(
                            "tools/call", again(call, asked(talk, call), answers("accept", "trust", "remember"))))
                    .containsEntry("isError", false);
            assertThat(talk.result("tools/call", call)).containsEntry("isError", false);
            Map<String, Object> nobody = with(meta(), StatelessTalk.CAPABILITIES, Map.of());
            assertThat(at(talk.ask("tools/call", with(call, "_meta", nobody)), "result"))
                    .as("what is remembered needs nobody to ask")
                    .containsEntry("isError", false);
        }
    }

    @Test
    void anotherKeyThanTheOneThatWasAskedAboutIsNotTrusted() {
        try (StatelessTalk talk = talk()) {
            Map<String, Object> call = talk.call("dial", Map.of("hosts", List.of("h1")), Map.of());
            Map<String, Object> asked = asked(talk, call);
            key = "SHA256:two";
            Map<String, Object> error =
                    failure(talk.result("tools/call", again(call, asked, answers("accept", "trust", "remember"))));
            assertThat(error).containsEntry("failure", "HOST_KEY_CHANGED");
            assertThat(String.valueOf(error.get("message")))
                    .contains("SHA256:one")
                    .contains("SHA256:two");
            assertThat(done).isEmpty();
            assertThat(talk.result("tools/call", call)).containsEntry("resultType", "input_required");
        }
    }

    @Test
    void questionsMayFollowOneAnother() {
        try (StatelessTalk talk = talk()) {
            Map<String, Object> call = talk.call("dial", Map.of("hosts", List.of("h1", "h2")), Map.of());
            Map<String, Object> first = asked(talk, call);
            Map<String, Object> second =
                    talk.result("tools/call", again(call, first, answers("accept", "trust", "once")));
            assertThat(second).containsEntry("resultType", "input_required");
            assertThat(String.valueOf(second.get("inputRequests")))
                    .contains("h2")
                    .doesNotContain("h1 ");
            assertThat(talk.result("tools/call", again(call, second, answers("accept", "trust", "once"))))
                    .containsEntry("isError", false);
            assertThat(done).containsExactly("dial h1", "dial h1", "dial h2");
        }
    }

    @Test
    void whoCannotBeAskedIsNotAsked() {
        try (StatelessTalk talk = talk()) {
            for (Object capabilities : List.of(Map.of(), Map.of("elicitation", Map.of("url", Map.of())))) {
                Map<String, Object> meta = with(meta(), StatelessTalk.CAPABILITIES, capabilities);
                Map<String, Object> plan = with(talk.call("plan", Map.of(), Map.of()), "_meta", meta);
                assertThat(at(at(talk.ask("tools/call", plan), "result"), "structuredContent"))
                        .containsKey("confirmToken");
                Map<String, Object> dial =
                        with(talk.call("dial", Map.of("hosts", List.of("h1")), Map.of()), "_meta", meta);
                assertThat(failure(at(talk.ask("tools/call", dial), "result")).get("message"))
                        .isEqualTo("unknown; drey trust h1");
            }
        }
    }
}
