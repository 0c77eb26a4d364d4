package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What the chapters of [FileTreeContract] stand on: a tree, an empty directory in it, and words for what is expected.
interface Ground {
    /// How long a refusal may take, the slowest server included.
    Duration REFUSAL_LIMIT = Duration.ofSeconds(5);

    FileTree tree();

    /// Empty when a test starts.
    RemotePath directory();

    /// The powers that the tree under test must offer, and no others.
    Set<Class<? extends Power>> powers();

    /// Something that is expected to fail.
    interface Attempt {
        void run() throws Failed;
    }

    /// A test of a power.
    interface Trial<P extends Power> {
        void of(P power) throws Failed;
    }

    default RemotePath at(String name) {
        return directory().resolve(name);
    }

    default RemotePath file(String name, String content) throws Failed {
        RemotePath path = at(name);
        Whole.write(tree(), path, content.getBytes(StandardCharsets.UTF_8));
        return path;
    }

    default RemotePath folder(String name) throws Failed {
        RemotePath path = at(name);
        tree().makeDirectory(path, dev.drey.files.Changes.NONE);
        return path;
    }

    default RemotePath link(String name, String target) throws Failed {
        RemotePath path = at(name);
        tree().symlink(path, RemotePath.of(target));
        return path;
    }

    default String content(RemotePath path) throws Failed {
        return new String(Whole.read(tree(), path), StandardCharsets.UTF_8);
    }

    default List<String> names(RemotePath directory) throws Failed {
        return tree().entries(directory).stream()
                .map(Entry::name)
                .map(Object::toString)
                .toList();
    }

    default Code refused(Code expected, Attempt attempt) throws Failed {
        return refused(EnumSet.of(expected), attempt);
    }

    /// The attempt fails with one of these codes, in time, with words for a person, and changes nothing.
    default Code refused(Set<Code> expected, Attempt attempt) throws Failed {
        TreeState before = TreeState.of(tree(), directory());
        long start = System.nanoTime();
        Failed failed = failureOf(attempt);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(failed.code()).as(failed.getMessage()).isIn(expected);
        assertThat(took).isLessThan(REFUSAL_LIMIT);
        assertThat(failed.failure().kind()).isEqualTo(failed.code().usualKind());
        assertThat(failed.getMessage()).isNotBlank().doesNotContain("Exception", "dev.drey", "\n", "\0");
        assertThat(TreeState.of(tree(), directory())).isEqualTo(before);
        return failed.code();
    }

    private static Failed failureOf(Attempt attempt) {
        try {
            attempt.run();
        } catch (Failed failed) {
            return failed;
        }
        return fail("it was not refused");
    }

    /// Tries a power where the tree has it; where it has not been declared, the tree must not offer it.
    default <P extends Power> void with(Class<P> type, Trial<P> trial) throws Failed {
        var power = tree().power(type);
        assertThat(power.isPresent()).as(type.getSimpleName()).isEqualTo(powers().contains(type));
        if (power.isPresent()) trial.of(power.get());
    }
}
