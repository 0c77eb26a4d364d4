package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LeftoversTest {
    @TempDir
    Path state;

    @Test
    void whatIsOldEnoughIsListedAndRemovedAndNothingElse() throws Failed, IOException {
        Yard yard = new Yard(state);
        Yard.write(yard.here, "/a", Yard.bytes(4_000_000));
        Yard.write(yard.there, "/.mine.drey-part", Yard.bytes(1));
        Rigged line = new Rigged(yard.there, 3).dyingAfter(3_000_000, () -> {});
        End from = Yard.local(yard.here, "/a");
        assertThatThrownBy(() -> yard.move(from, Yard.remote(line, "/b"), PlacingTest.quick(1)))
                .isInstanceOf(Failed.class);
        Transfers transfers = yard.transfers();
        List<Leftover.SideFile> sides = transfers.leftSideFiles(yard.there, RemotePath.ROOT);
        List<Leftover.Note> records = transfers.leftNotes();
        assertThat(sides).hasSize(1);
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().from()).isEqualTo("/a");
        assertThat(records.getFirst().to()).isEqualTo("web-1:/b");
        assertThat(transfers.clean(yard.there, sides)).isEmpty();
        assertThat(transfers.clean(yard.there, records)).isEmpty();
        Instant old = Instant.now().minus(Duration.ofDays(31));
        yard.there.setAttributes(sides.getFirst().path(), Changes.ofTimes(old, old));
        Files.setLastModifiedTime(records.getFirst().file(), FileTime.from(old));
        assertThat(transfers.clean(yard.there, transfers.leftSideFiles(yard.there, RemotePath.ROOT)))
                .hasSize(1);
        assertThat(transfers.clean(yard.there, transfers.leftNotes())).hasSize(1);
        assertThat(Yard.names(yard.there, "/")).containsExactly(".mine.drey-part");
    }
}
