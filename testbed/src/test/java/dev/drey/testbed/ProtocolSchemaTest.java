package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// The judge of messages can say no.
class ProtocolSchemaTest {
    private static final String GOOD =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"resultType\":\"complete\",\"tools\":[],"
                    + "\"ttlMs\":0,\"cacheScope\":\"public\"}}";

    private static void assertFaulty(String message, String method) {
        assertThat(ProtocolSchema.faults(Heard.parse(message), method))
                .as(message)
                .isNotEmpty();
    }

    @Test
    void whatTheSchemaSaysIsGoodIsGood() {
        assertThat(ProtocolSchema.faults(Heard.parse(GOOD), "tools/list")).isEmpty();
        assertThat(ProtocolSchema.faults(
                        Heard.parse("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32700,\"message\":\"m\"}}"), ""))
                .isEmpty();
    }

    @Test
    void whatItSaysIsWrongIsFound() {
        assertFaulty(GOOD, "");
        assertFaulty(GOOD, "server/discover");
        assertFaulty(GOOD.replace("complete", "input_required"), "tools/list");
        assertFaulty(GOOD.replace("complete", "done"), "tools/list");
        assertFaulty(GOOD.replace("\"ttlMs\":0,", ""), "tools/list");
        assertFaulty(GOOD.replace("public", "secret"), "tools/list");
        assertFaulty(GOOD.replace("2.0", "1.0"), "tools/list");
        assertFaulty("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"m\"}}", "");
        assertFaulty("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32002,\"message\":\"m\"}}", "tools/list");
        assertFaulty("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32022,\"message\":\"m\"}}", "tools/list");
        assertFaulty("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{}}", "");
        assertFaulty("{\"malformed\":\"x\"}", "");
    }

    @Test
    void schemasOfTheServersOwnAreKept() {
        Map<String, Object> schema = Map.of("type", "object", "required", java.util.List.of("a"));
        assertThat(ProtocolSchema.faults(schema, Heard.parse("{\"a\":1}"))).isEmpty();
        assertThat(ProtocolSchema.faults(schema, Heard.parse("{}"))).isNotEmpty();
    }
}
