package dev.drey.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Replies of one open file overtake none.
class SequenceTest {
    private final Sequence sequence = new Sequence();
    private final List<Integer> line = new ArrayList<>();

    @Test
    void whatIsReadyEarlyWaitsForWhatCameBefore() {
        Sequence.Place one = sequence.enter();
        Sequence.Place two = sequence.enter();
        Sequence.Place three = sequence.enter();
        sequence.ready(three, () -> line.add(3));
        assertThat(line).isEmpty();
        sequence.ready(one, () -> line.add(1));
        assertThat(line).containsExactly(1);
        Sequence.Place four = sequence.enter();
        sequence.ready(two, () -> line.add(2));
        assertThat(line).containsExactly(1, 2, 3);
        sequence.ready(four, () -> line.add(4));
        assertThat(line).containsExactly(1, 2, 3, 4);
    }
}
