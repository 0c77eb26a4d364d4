package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failed;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FileMoveTest {
    @TempDir
    Path state;

    private Yard yard;

    @BeforeEach
    void twoTrees() {
        yard = new Yard(state);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 262_144, 262_145, 1_048_576, 9_000_001})
    void aFileOfAnySizeArrivesWhole(int size) throws Failed {
        Yard.write(yard.here, "/a", Yard.bytes(size));
        Moved moved = yard.put("/a", "/b", Options.DEFAULTS);
        assertThat(Yard.read(yard.there, "/b")).isEqualTo(Yard.bytes(size));
        assertThat(Yard.names(yard.there, "/")).containsExactly("b");
        assertThat(moved.size()).isEqualTo(size);
        assertThat(moved.atomic()).isTrue();
        assertThat(moved.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000, 3_000_000})
    void aFileIsFetchedAndVerified(int size) throws Failed {
        Yard.write(yard.there, "/a", Yard.bytes(size));
        Moved moved = yard.get("/a", "/b", Options.DEFAULTS.withVerify(true));
        assertThat(Yard.read(yard.here, "/b")).isEqualTo(Yard.bytes(size));
        assertThat(moved.verifiedBy()).contains(Proof.REREAD);
        assertThat(moved.sha256()).isPresent();
    }
}
