package dev.drey.mcp;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class WarmingTest {
    @Test
    void theGreetingThatIsLearntFromIsOne() {
        assertThatCode(Warming::greet).doesNotThrowAnyException();
    }
}
