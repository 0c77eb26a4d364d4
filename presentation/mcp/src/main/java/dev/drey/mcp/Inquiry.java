package dev.drey.mcp;

import dev.drey.files.Failure;
import dev.drey.session.Asker;
import dev.drey.session.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions of one request to the person behind the client, by rounds (Basic, Multi Round-Trip Requests): what
/// cannot be answered yet is noted, and the request ends by asking for it; made again with the answers, it runs from
/// its beginning and finds them here. Any thread.
///
/// An answer counts for what was asked alone: where the same thing shows another face, nothing is done.
final class Inquiry {
    private static final String PLAN = "plan";
    private static final String HOST = "host ";

    /// As much of a word that was filled in is kept.
    private static final int LONGEST = 100;

    private final boolean able;
    private final Trusted trusted;
    private final Map<String, Settled> settled = new LinkedHashMap<>();
    private final Map<String, Asked> open = new LinkedHashMap<>();
    private Optional<String> otherFace = Optional.empty();

    /// @param print what exactly it is about
    private record Asked(String print, Form form) {}

    /// @param value what was filled in; `false` when the person declined
    private record Settled(String print, Object value) {}

    /// @param able whether the client can ask a person
    Inquiry(boolean able, Trusted trusted) {
        this.able = able;
        this.trusted = trusted;
    }

    boolean canAsk() {
        return able;
    }

    /// Whether there is anything to be said of a host's key, be it only what was decided before.
    boolean canTrust() {
        return able || trusted.hasAny();
    }

    /// Takes up what earlier rounds have come to.
    ///
    /// @param content as [#content] gave it out
    /// @param responses of the client, by the names under which it was asked
    void resume(Map<String, Object> content, Map<String, Object> responses) throws Refused {
        for (Map<?, ?> one : maps(content.get("settled"))) {
            settled.put(text(one, "about"), new Settled(text(one, "print"), value(one.get("value"))));
        }
        for (Map<?, ?> one : maps(content.get("asked"))) {
            Optional<Object> answer = answer(text(one, "name"), text(one, "field"), responses);
            answer.ifPresent(value -> settled.put(text(one, "about"), new Settled(text(one, "print"), value)));
        }
    }

    private static Optional<Object> answer(String name, String field, Map<String, Object> responses) throws Refused {
        Object response = responses.get(name);
        if (response == null) return Optional.empty();
        if (!(response instanceof Map<?, ?> map) || !(map.get("action") instanceof String action)) {
            throw Refused.params("inputResponses." + name + " needs action: accept, decline or cancel");
        }
        return switch (action) {
            case "accept" ->
                Optional.of(map.get("content") instanceof Map<?, ?> content ? value(content.get(field)) : false);
            case "decline", "cancel" -> Optional.of(false);
            default -> throw Refused.params("inputResponses." + name + ".action is accept, decline or cancel");
        };
    }

    private static Object value(@Nullable Object value) {
        if (value instanceof String word && word.length() <= LONGEST) return word;
        return Boolean.TRUE.equals(value);
    }

    private static List<Map<?, ?>> maps(@Nullable Object value) {
        List<Map<?, ?>> maps = new ArrayList<>();
        for (Object one : value instanceof List<?> list ? list : List.of()) {
            if (one instanceof Map<?, ?> map) maps.add(map);
        }
        return maps;
    }

    private static String text(Map<?, ?> map, String name) {
        return String.valueOf(map.get(name));
    }

    /// Whether a host's key is to be trusted; refused for now where that is to be asked.
    synchronized Asker.Trust trust(Question.HostKey question) {
        if (trusted.has(question)) return Asker.Trust.ONCE;
        String about = HOST + question.host();
        Form form = Form.trust(question);
        Settled known = settled.get(about);
        if (known == null) {
            if (able) open.put(about, new Asked(Trusted.print(question), form));
            return Asker.Trust.REFUSE;
        }
        if (!known.print().equals(Trusted.print(question))) {
            otherFace = Optional.of(question.host() + " shows another host key (" + question.fingerprint()
                    + ") than the one that the person was asked about (" + known.print()
                    + "); nothing was trusted and nothing was done");
            return Asker.Trust.REFUSE;
        }
        return trusted.decided(question, form.read(Map.of(form.field(), known.value())));
    }

    /// What a person says to a plan.
    ///
    /// @throws dev.drey.files.Failed where that is to be asked, or was asked of another plan
    synchronized boolean agrees(String question, String print) throws dev.drey.files.Failed {
        Form form = Form.agree(question);
        Settled known = settled.get(PLAN);
        if (known == null) {
            open.put(PLAN, new Asked(print, form));
            throw Failure.of(Failure.Code.NOT_ALLOWED, "the person is to be asked first; nothing was done")
                    .thrown();
        }
        if (!known.print().equals(print)) {
            throw Failure.of(
                            Failure.Code.CONFLICT,
                            "what is there has changed while the person was asked; nothing was done. Call again"
                                    + " to see the plan")
                    .thrown();
        }
        return Form.AGREED.equals(form.read(Map.of(form.field(), known.value())));
    }

    /// Whether a request that failed so is to be made again with answers: nothing but the missing answer kept it
    /// from going on.
    synchronized boolean isWaiting(String failure) {
        if (failure.equals(Failure.Code.NOT_ALLOWED.name())) return open.containsKey(PLAN);
        return failure.equals(Failure.Code.HOST_KEY_UNKNOWN.name())
                && open.keySet().stream().anyMatch(about -> about.startsWith(HOST));
    }

    /// Why a request that failed so must not go on, where a host is no longer what the person was asked about.
    synchronized Optional<Failure> changed(String failure) {
        if (!failure.equals(Failure.Code.HOST_KEY_UNKNOWN.name())) return Optional.empty();
        return otherFace.map(why -> Failure.of(Failure.Code.HOST_KEY_CHANGED, why));
    }

    /// What to ask, by name.
    synchronized Map<String, Object> requests() {
        Map<String, Object> requests = new LinkedHashMap<>();
        for (Asked asked : open.values()) {
            Map<String, Object> params = new LinkedHashMap<>();
            params.put("mode", "form");
            params.putAll(asked.form().params());
            requests.put(name(requests.size()), Map.of("method", "elicitation/create", "params", params));
        }
        return requests;
    }

    /// What the next round has to know.
    synchronized Map<String, Object> content() {
        List<Object> before = new ArrayList<>();
        settled.forEach((about, one) -> before.add(Map.of("about", about, "print", one.print(), "value", one.value())));
        List<Object> asked = new ArrayList<>();
        open.forEach((about, one) -> asked.add(Map.of(
                "name", name(asked.size()),
                "about", about,
                "print", one.print(),
                "field", one.form().field())));
        return Map.of("settled", before, "asked", asked);
    }

    private static String name(int index) {
        return "question-" + (index + 1);
    }
}
