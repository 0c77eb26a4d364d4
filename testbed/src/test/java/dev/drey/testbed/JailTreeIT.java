package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.disk.LocalTree;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.Narrowing;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The laws of every tree over [JailTree].
class JailTreeIT extends FileTreeContract {
    private static @Nullable TempDir place;

    @BeforeAll
    static void makeAPlace() {
        place = TempDir.open();
    }

    @AfterAll
    static void removeIt() {
        place().close();
    }

    static TempDir place() {
        return java.util.Objects.requireNonNull(place);
    }

    static JailTree jail() throws Failed {
        return JailTree.open(List.of(AllowedPath.writable(place().path())), List.of());
    }

    @Override
    protected FileTree openTree() throws Exception {
        return jail();
    }

    @Override
    protected RemotePath root() {
        return LocalTree.path(place().path());
    }

    @Override
    public Set<Class<? extends Power>> powers() {
        Set<Class<? extends Power>> powers = new HashSet<>(LocalTreeIT.POWERS);
        powers.add(Narrowing.class);
        return powers;
    }

    @Override
    public Optional<Path> disk() {
        return Optional.of(place().path());
    }

    /// The suite may run as root, who is refused nothing: [JailTreeAsNobodyIT] is.
    @Override
    public Optional<Denied> denied() {
        return Optional.empty();
    }

    @Test
    void thisKernelKeepsTheStrongJail() throws Failed {
        try (JailTree jail = jail()) {
            assertThat(jail.strength()).isEqualTo("openat2");
        }
    }
}
