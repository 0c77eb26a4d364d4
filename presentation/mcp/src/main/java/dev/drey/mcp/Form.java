package dev.drey.mcp;

import dev.drey.session.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a person is asked: some words, and one field to fill in.
///
/// @param rule the field's schema
record Form(String message, String field, Map<String, Object> rule) {
    /// What the field of [#agree] holds when the person agrees.
    static final String AGREED = "true";

    /// As much of a server's own words is shown.
    private static final int MOST = 500;

    /// Whether something may be done.
    static Form agree(String question) {
        return new Form(question, "agree", Map.of("type", "boolean", "title", "Do it?"));
    }

    /// Whether a host's key is to be trusted, in the words of [Trusted].
    static Form trust(Question.HostKey question) {
        String message = "The server " + shown(question.host()) + " shows a host key that is "
                + (question.changed() ? "NOT THE ONE THAT IS KNOWN" : "not known here") + ": "
                + question.keyType() + " " + question.fingerprint()
                + ". Compare it with the server's own before you trust it.";
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("type", "string");
        rule.put("title", "Trust this key?");
        rule.put("description", "once: for this connection; remember: from now on; refuse: do not connect");
        rule.put("enum", List.of("refuse", Trusted.ONCE, Trusted.REMEMBER));
        return new Form(message, "trust", rule);
    }

    /// As `elicitation/create` shows it.
    Map<String, Object> params() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", Map.of(field, rule));
        schema.put("required", List.of(field));
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("message", message);
        params.put("requestedSchema", schema);
        return params;
    }

    /// What was filled in; nothing where it is not of the field's type.
    String read(Map<?, ?> content) {
        Object value = content.get(field);
        boolean fits = "boolean".equals(rule.get("type")) ? value instanceof Boolean : value instanceof String;
        return fits ? String.valueOf(value) : "";
    }

    /// Without what could draw on a terminal, and not without end.
    private static String shown(String words) {
        String plain = words.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() <= MOST ? plain : plain.substring(0, MOST) + "…";
    }
}
