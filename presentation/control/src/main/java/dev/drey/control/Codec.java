package dev.drey.control;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Operations, outcomes and failures as JSON. What is said over this line is what a hub is asked about
/// itself and its transfers; files travel by SFTP.
final class Codec {
    private static final Map<String, Class<?>> ASKED = Words.family(Administration.class);
    private static final Map<String, Class<?>> TOLD = Words.family(HubReport.class);

    private Codec() {}

    /// The word and the data of an operation.
    static Map<String, Object> operation(Operation operation) throws Failed {
        return switch (operation) {
            case Operation.Administer(Administration what) -> said("operation", what);
            case Operation.ListTransfers list -> said("operation", list);
            case Operation.SteerTransfer steer -> said("operation", steer);
            default -> throw notHere(Words.word(operation.getClass()));
        };
    }

    /// @throws Failed INVALID_ARGUMENT when it is none, with what is wrong
    static Operation operation(JsonNode line) throws Failed {
        String word = line.path("operation").asString("");
        JsonNode data = line.path("data");
        Class<?> asked = ASKED.get(word);
        if (asked != null) return new Operation.Administer((Administration) value(word, data, asked));
        if (word.equals(Words.word(Operation.ListTransfers.class))) return new Operation.ListTransfers();
        if (word.equals(Words.word(Operation.SteerTransfer.class)))
            return (Operation) value(word, data, Operation.SteerTransfer.class);
        throw notHere(word);
    }

    static Map<String, Object> outcome(Outcome outcome) throws Failed {
        return switch (outcome) {
            case Outcome.Administered(HubReport report) -> said("outcome", report);
            case Outcome.TransfersListed listed -> said("outcome", listed);
            case Outcome.Done done -> said("outcome", done);
            default -> throw notHere(Words.word(outcome.getClass()));
        };
    }

    /// @throws Failed the failure that the line tells of; PROTOCOL_ERROR when it is no answer
    static Outcome outcome(JsonNode line) throws Failed {
        if (line.has("failure")) throw failure(line.path("failure")).thrown();
        String word = line.path("outcome").asString("");
        JsonNode data = line.path("data");
        if (word.equals(Words.word(Outcome.TransfersListed.class)))
            return (Outcome) answer(word, data, Outcome.TransfersListed.class);
        boolean quiet = word.equals(Words.word(Outcome.Done.class)) && data.has("warnings");
        if (quiet) return (Outcome) answer(word, data, Outcome.Done.class);
        Class<?> told = TOLD.get(word);
        if (told == null) throw noAnswer("the hub answered '" + word + "', which this version of drey does not know");
        return new Outcome.Administered((HubReport) answer(word, data, told));
    }

    static Map<String, Object> failure(Failure failure) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", failure.code().name());
        map.put("transient", failure.isTransient());
        map.put("message", failure.message());
        failure.path().ifPresent(path -> map.put("path", path));
        failure.target().ifPresent(target -> map.put("target", target));
        map.put("detail", failure.detail());
        return Map.of("failure", map);
    }

    private static Failure failure(JsonNode node) throws Failed {
        Failure.Code code;
        try {
            code = Failure.Code.valueOf(node.path("code").asString(""));
        } catch (IllegalArgumentException unknown) {
            code = Failure.Code.INTERNAL;
        }
        Map<String, String> detail = new TreeMap<>();
        node.path("detail")
                .properties()
                .forEach(one -> detail.put(one.getKey(), one.getValue().asString("")));
        Optional<RemotePath> path = node.has("path")
                ? Optional.of((RemotePath) answer("failure", node.path("path"), RemotePath.class))
                : Optional.empty();
        return new Failure(
                code,
                node.path("transient").asBoolean(false) ? Failure.Kind.TRANSIENT : Failure.Kind.PERMANENT,
                node.path("message").asString("the hub failed without saying why"),
                path,
                Optional.ofNullable(node.path("target").asString(null)),
                detail);
    }

    static Map<String, Object> failed(Failed failed) {
        return failure(failed.failure());
    }

    private static Map<String, Object> said(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, Words.word(value.getClass()));
        map.put("data", value);
        return map;
    }

    private static Object value(String word, JsonNode data, Class<?> type) throws Failed {
        try {
            return Words.MAPPER.treeToValue(data.isMissingNode() ? Words.MAPPER.createObjectNode() : data, type);
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, word + ": its data is not as it has to be" + where(wrong))
                    .thrown(wrong);
        }
    }

    private static Object answer(String word, JsonNode data, Class<?> type) throws Failed {
        try {
            return Words.MAPPER.treeToValue(data, type);
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw noAnswer("the hub's answer '" + word + "' is not as it has to be" + where(wrong));
        }
    }

    /// Where in the data, never what stands there: it may be a secret.
    private static String where(Exception wrong) {
        if (!(wrong instanceof JacksonException parsed) || parsed.getPath().isEmpty()) return "";
        String name = parsed.getPath().getLast().getPropertyName();
        return name == null ? "" : " (" + name + ")";
    }

    private static Failed notHere(String word) {
        return Failure.of(
                        Failure.Code.UNSUPPORTED,
                        "'" + word + "' is not asked over the control line; files travel by SFTP")
                .thrown();
    }

    private static Failed noAnswer(String message) {
        return Failure.of(Failure.Code.PROTOCOL_ERROR, message).thrown();
    }
}
