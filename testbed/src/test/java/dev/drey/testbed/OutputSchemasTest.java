package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutputSchemasTest {
    private final OutputSchemas schemas = new OutputSchemas(List.of(Heard.parse(
            "{\"name\":\"t\",\"outputSchema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}}")));

    @Test
    void answersAreAsTheSchemaSaysAndHaveNothingElse() {
        assertThat(schemas.faults("t", Heard.parse("{\"a\":1}"))).isEmpty();
        assertThat(schemas.faults("t", Heard.parse("{}"))).isEmpty();
        assertThat(schemas.faults("t", Heard.parse("{\"a\":\"1\"}"))).isNotEmpty();
        assertThat(schemas.faults("t", Heard.parse("{\"a\":1,\"b\":2}"))).hasSize(1);
    }
}
