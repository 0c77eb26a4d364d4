package dev.drey.control;

import dev.drey.access.Reach;
import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.session.Secret;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// The JSON of values: records by their components, and the few types that are one word. A path that is
/// no text is `base64:…`, since JSON has no bytes.
final class Words {
    private static final String BYTES = "base64:";
    private static final int DEEPEST = 32;

    static final JsonMapper MAPPER = mapper();

    private Words() {}

    private static JsonMapper mapper() {
        SimpleModule words = new SimpleModule()
                .addSerializer(RemotePath.class, writing(Words::text))
                .addDeserializer(RemotePath.class, reading(Words::path))
                .addSerializer(Reach.class, writing(Reach::text))
                .addDeserializer(Reach.class, reading(Reach::parse))
                .addSerializer(Secret.class, writing(Secret::reveal))
                .addDeserializer(Secret.class, reading(Secret::of));
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(Lines.LONGEST)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .addModule(words)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .build();
    }

    /// Types of one sealed family by the word that stands for them: `listUsers` for `ListUsers`.
    static Map<String, Class<?>> family(Class<?> sealed) {
        Map<String, Class<?>> family = new TreeMap<>();
        for (Class<?> one : sealed.getPermittedSubclasses()) family.put(word(one), one);
        return family;
    }

    static String word(Class<?> type) {
        String name = type.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String text(RemotePath path) {
        boolean plain = path.isText() && !path.text().startsWith(BYTES);
        return plain ? path.text() : BYTES + Base64.getEncoder().encodeToString(path.bytes());
    }

    private static RemotePath path(String text) {
        if (!text.startsWith(BYTES)) return RemotePath.of(text);
        return RemotePath.ofBytes(Base64.getDecoder().decode(text.substring(BYTES.length())));
    }

    private interface Said<T> {
        String of(T value);
    }

    private interface Meant<T> {
        T of(String text) throws Failed;
    }

    private static <T> ValueSerializer<T> writing(Said<T> said) {
        return new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator to, SerializationContext context) throws JacksonException {
                to.writeString(said.of(value));
            }
        };
    }

    private static <T> ValueDeserializer<T> reading(Meant<T> meant) {
        return new ValueDeserializer<>() {
            @Override
            public T deserialize(JsonParser from, DeserializationContext context) throws JacksonException {
                if (from.currentToken() != JsonToken.VALUE_STRING)
                    throw context.weirdStringException("", String.class, "is a text");
                try {
                    return meant.of(from.getString());
                } catch (Failed | IllegalArgumentException wrong) {
                    throw context.weirdStringException("", String.class, "is not what it has to be");
                }
            }
        };
    }
}
