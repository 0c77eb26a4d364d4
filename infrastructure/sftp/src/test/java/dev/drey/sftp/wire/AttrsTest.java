package dev.drey.sftp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.FileType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AttrsTest {
    private static final Instant LATE = Instant.parse("2100-01-01T00:00:00Z");

    @Test
    void attributesGoOverTheLineAndBack() {
        Attributes attributes = new Attributes(
                FileType.DIRECTORY,
                OptionalLong.of(5_000_000_000L),
                OptionalInt.of(04755),
                OptionalInt.of(-2),
                OptionalInt.of(100),
                Optional.of(Instant.EPOCH),
                Optional.of(LATE));
        assertThat(Attrs.of(attributes).attributes()).isEqualTo(attributes);
        assertThat(Attrs.of(attributes).mode()).isEqualTo(0044755);
        assertThat(Attrs.of(Attributes.NONE)).isEqualTo(Attrs.NONE);
        assertThat(Attrs.NONE.attributes()).isEqualTo(Attributes.NONE);
    }

    @Test
    void changesGoOverTheLineAndBack() {
        Changes changes =
                Changes.ofSize(7).withPermissions(07777).withOwner(1, 2).withTimes(Instant.EPOCH, LATE);
        assertThat(Attrs.of(changes).changes()).isEqualTo(changes);
        assertThat(Attrs.of(Changes.NONE)).isEqualTo(Attrs.NONE);
    }

    @Test
    void timesThatVersionThreeCannotSayAreHeldAtItsEnds() {
        Attrs attrs =
                Attrs.of(Changes.ofTimes(Instant.parse("1960-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z")));
        assertThat(attrs.accessed()).isZero();
        assertThat(Integer.toUnsignedLong(attrs.modified())).isEqualTo(0xffffffffL);
    }

    @Test
    void sizeThatCannotBeIsNotSaid() {
        Attrs attrs = new Attrs(Attrs.SIZE, -1, 0, 0, 0, 0, 0, List.of());
        assertThat(attrs.attributes().size()).isEmpty();
    }
}
