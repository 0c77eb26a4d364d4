package dev.drey.mcp;

import dev.drey.events.Event;
import dev.drey.session.ConnectionInfo;
import dev.drey.session.Endpoint;
import dev.drey.session.Question;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// An [Event] as clients read it, without secrets: events hold none.
final class EventWords {
    private EventWords() {}

    /// @param at when it was heard of
    /// @param deeds who knows what asked for a transfer
    static Map<String, Object> map(Event event, Instant at, Chronicle.Deeds deeds) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("event", event.name());
        map.put("at", at.toString());
        event.session()
                .ifPresent(opened ->
                        map.put("session", Map.of("sessionId", opened.sessionId(), "config", config(opened))));
        switch (event) {
            case Event.ConnectionEstablished(var any, var target, var info) -> connection(map, target, info);
            case Event.ConnectionClosed(var any, var target, var info, var reason) -> {
                connection(map, target, info);
                map.put("reason", reason);
            }
            case Event.ConnectionError error -> {
                map.put("target", error.target());
                map.put("config", config(error.config()));
                map.put("error", with(Failures.map(error.failure()), "level", error.level()));
                map.put("attempt", error.attempt());
            }
            case Event.AuthenticationError error -> {
                map.put("target", error.target());
                map.put("config", config(error.config()));
                map.put("error", with(Failures.map(error.failure()), "level", error.level()));
                map.put("attempt", error.attempt());
                map.put("methods", error.methods());
            }
            case Event.Asked(var any, var target, var config, var asked) -> {
                map.put("target", target);
                map.put("config", config(config));
                question(map, asked.question());
            }
            case Event.TransferHappened(var any, var what) -> TransferWords.add(map, what, deeds);
        }
        return map;
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        map.put(name, value);
        return map;
    }

    private static Map<String, Object> config(Event.Opened opened) {
        return config(opened.config());
    }

    private static Map<String, Object> config(Endpoint endpoint) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("host", endpoint.host());
        if (endpoint.port() > 0) config.put("port", endpoint.port());
        if (!endpoint.username().isEmpty()) config.put("username", endpoint.username());
        if (endpoint.withKey()) config.put("privateKey", true);
        return config;
    }

    private static void connection(Map<String, Object> map, String target, ConnectionInfo info) {
        map.put("target", target);
        map.put("host", info.peer());
        map.put("username", info.username());
        info.fingerprint().ifPresent(print -> map.put("fingerprint", print));
        map.put("serverVersion", info.software());
    }

    private static void question(Map<String, Object> map, Question question) {
        switch (question) {
            case Question.HostKey key -> {
                map.put("host", key.host());
                map.put("keyType", key.keyType());
                map.put("fingerprint", key.fingerprint());
                map.put("verdict", key.changed() ? "changed" : "unknown");
                map.put("known", key.known());
            }
            case Question.Prompt(var heading, var prompt, var echo) -> {
                map.put("heading", heading);
                map.put("prompt", prompt);
                map.put("echo", echo);
            }
        }
    }
}
