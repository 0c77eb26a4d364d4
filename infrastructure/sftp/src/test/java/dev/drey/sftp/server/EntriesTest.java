package dev.drey.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Listing;
import dev.drey.files.Name;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntriesTest {
    private final Budget process = new Budget(64 << 20);
    private final Leavings leavings = new Leavings(process.part(16 << 20));

    private static Listing once(int entries, int length) {
        List<Entry> all = Collections.nCopies(entries, new Entry(Name.of("x".repeat(length)), Attributes.NONE));
        List<List<Entry>> portions = new ArrayList<>(List.of(all));
        return new Listing() {
            @Override
            public Optional<List<Entry>> next() {
                return portions.isEmpty() ? Optional.empty() : Optional.of(portions.removeFirst());
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void aReplyHasAHundredOrAsManyAsTheirNamesAllow() throws Failed {
        Entries entries = new Entries(once(250, 10), leavings);
        assertThat(entries.next()).hasSize(100);
        assertThat(process.taken()).isEqualTo(150 * 310);
        assertThat(entries.next()).hasSize(100);
        assertThat(entries.next()).hasSize(50);
        assertThat(process.taken()).isZero();
        assertThat(entries.next()).isEmpty();
        assertThat(new Entries(once(40, 2000), leavings).next()).hasSize(12);
        assertThat(new Entries(once(2, 60_000), leavings).next()).hasSize(1);
    }

    @Test
    void repliesAreLargerWhereMuchIsLeft() throws Failed {
        List<Entries> all = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            Entries one = new Entries(once(300, 250), leavings);
            all.add(one);
            one.next();
        }
        assertThat(process.taken()).isBetween(4L << 20, (4L << 20) + 200 * 550);
        assertThat(new Entries(once(300, 250), leavings).next()).hasSize(300);
        for (Entries one : all) one.close();
        assertThat(process.taken()).isZero();
    }

    /// As when a far tree tells more at once than any reply takes.
    @Test
    void moreIsNotAskedForWhereTooMuchIsLeft() throws Failed {
        List<Entries> all = new ArrayList<>();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        Entries one = new Entries(once(5000, 250), leavings);
                        all.add(one);
                        one.next();
                    }
                })
                .hasMessageContaining("read some to their end");
        assertThat(all).hasSizeLessThan(8);
        assertThat(all.getFirst().next()).isNotEmpty();
        for (Entries one : all) one.close();
        assertThat(process.taken()).isZero();
        assertThat(new Entries(once(5000, 250), leavings).next()).hasSize(100);
    }
}
