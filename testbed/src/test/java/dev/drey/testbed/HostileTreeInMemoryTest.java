package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.FileTree;
import dev.drey.files.MemoryTree;
import dev.drey.files.RemotePath;
import dev.drey.testbed.faults.CarelessTreeMover;
import dev.drey.testbed.faults.NameFault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Hostile servers against our own mover of trees, and against careless ones that they must show up.
class HostileTreeInMemoryTest extends HostileTreeContract {
    private static final TempDir STATE = TempDir.create();
    private final MemoryTree tree = new MemoryTree();
    private TreeMover mover = OurTreeMover.in(STATE.path());

    @AfterAll
    static void removeState() {
        STATE.close();
    }

    @Override
    protected FileTree destination() {
        return tree;
    }

    @Override
    protected RemotePath ground() {
        return RemotePath.ROOT;
    }

    @Override
    protected TreeMover mover() {
        return mover;
    }

    @ParameterizedTest
    @EnumSource(
            value = NameFault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "ZERO_BYTE", "TOO_LONG"})
    void aNameCheckThatMissesOneCaseIsFound(NameFault fault) throws Exception {
        assertThat(holesOf(fault)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "ZERO_BYTE", "TOO_LONG"})
    void aCarefulMoverAndOneWhoseFaultTheFileSystemCatchesHaveNoHoles(NameFault fault) throws Exception {
        assertThat(holesOf(fault)).isEmpty();
    }

    private List<String> holesOf(NameFault fault) throws Exception {
        mover = new CarelessTreeMover(fault);
        List<String> holes = new ArrayList<>();
        for (Evil evil : Evil.all()) {
            for (String hole : holes(evil)) holes.add(evil.name() + ": " + hole);
        }
        return holes;
    }
}
