package dev.drey.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.events.Events;
import dev.drey.session.Asker;
import dev.drey.session.Owner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// A [StatelessLane] in memory, with a clock of the test's own and tools of its own beside the real ones.
final class StatelessTalk implements AutoCloseable {
    static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    static final String LEVEL = "io.modelcontextprotocol/logLevel";

    final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    final AtomicInteger greetings = new AtomicInteger();
    final Events events = new Events();
    final StatelessLane lane;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Events.Subscription hearing;
    private final Herald herald;
    private int last;

    /// @param state a directory for journals
    StatelessTalk(Path state, Tool... own) {
        Pen pen = new Pen(out);
        Desk desk = FakeDesk.of(FakeDesk.settings(false), state);
        Chronicle chronicle = new Chronicle(desk.jobs()::deed);
        herald = new Herald(pen, chronicle);
        hearing = events.subscribe(Owner.PROCESS, herald);
        List<Tool> tools = new ArrayList<>(Tools.of(desk).tools());
        tools.addAll(List.of(own));
        Crew crew = new Crew();
        Resources resources = new Resources(desk, chronicle);
        Offer offer = new Offer(
                new Toolbox(tools),
                new Shelf(pen, resources, herald, crew, Asker.NOBODY),
                resources,
                herald,
                new Questions(pen),
                Asker.NOBODY,
                new Trusted(),
                crew);
        lane = new StatelessLane(
                pen,
                offer,
                new Catalogue(offer.toolbox(), List.of(Meta.VERSION, "2025-11-25"), "1"),
                clock::get,
                greetings::incrementAndGet,
                () -> assertThat(hearing.drain(5_000)).isTrue());
        herald.alsoTell(lane.ear());
    }

    /// What every request must say, of a client that shows forms.
    static Map<String, Object> meta() {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put(VERSION, "2026-07-28");
        meta.put(CAPABILITIES, Map.of("elicitation", Map.of()));
        return meta;
    }

    static Map<String, Object> with(Map<String, ?> map, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    static Map<String, Object> without(Map<String, ?> map, String name) {
        Map<String, Object> less = new LinkedHashMap<>(map);
        less.remove(name);
        return less;
    }

    int begin(String method, Map<String, ?> params) {
        int id = ++last;
        lane.request(new Message.Request(id, method, new LinkedHashMap<>(params), 100));
        return id;
    }

    /// The whole message that answers.
    Map<String, Object> ask(String method, Map<String, ?> params) {
        return answer(begin(method, params));
    }

    Map<String, Object> answer(int id) {
        return await(said -> Integer.valueOf(id).equals(said.get("id")));
    }

    /// A request with all that it must say.
    Map<String, Object> result(String method, Map<String, ?> params) {
        return at(ask(method, with(params, "_meta", meta())), "result");
    }

    Map<String, Object> error(String method, Map<String, ?> params) {
        return at(ask(method, with(params, "_meta", meta())), "error");
    }

    Map<String, Object> call(String tool, Map<String, ?> arguments, Map<String, ?> more) {
        Map<String, Object> params = new LinkedHashMap<>(more);
        params.put("name", tool);
        params.put("arguments", arguments);
        return params;
    }

    void cancel(int id) {
        lane.notice(new Message.Notice("notifications/cancelled", Map.of("requestId", id)));
    }

    List<Map<String, Object>> said() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.object(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    List<Map<String, Object>> said(String method) {
        return said().stream().filter(one -> method.equals(one.get("method"))).toList();
    }

    /// The first message that fits, awaited.
    Map<String, Object> await(Predicate<Map<String, Object>> fits) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (true) {
            Optional<Map<String, Object>> found = said().stream().filter(fits).findFirst();
            if (found.isPresent()) return found.get();
            if (System.nanoTime() - end > 0) throw new AssertionError("not said: " + said());
            try {
                Thread.sleep(5);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> at(Map<String, Object> map, String... names) {
        Map<String, Object> at = map;
        for (String name : names) {
            if (!(at.get(name) instanceof Map<?, ?> found)) throw new AssertionError("no " + name + " in " + at);
            at = (Map<String, Object>) found;
        }
        return at;
    }

    @Override
    public void close() {
        hearing.close();
        herald.close();
    }
}
