package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.Name;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Chapter of [FileTreeContract]: every [OddName] through every method, and names that nobody may have.
interface NameCases extends Ground {
    @TestFactory
    default Stream<DynamicTest> oddNames() {
        return Stream.of(OddName.values())
                .map(odd -> DynamicTest.dynamicTest("oddName " + odd.inWords(), () -> isAName(odd.asName())));
    }

    private void isAName(Name name) throws Failed {
        RemotePath inner = directory().resolve(name);
        tree().makeDirectory(inner, Changes.NONE);
        RemotePath file = inner.resolve(name);
        Whole.write(tree(), file, new byte[] {1, 2, 3});
        assertThat(Whole.read(tree(), file)).containsExactly(1, 2, 3);
        assertThat(tree().stat(file).size()).hasValue(3);
        assertThat(tree().entries(inner)).extracting(Entry::name).containsExactly(name);
        assertThat(tree().realpath(inner).name()).isEqualTo(name);
        tree().setAttributes(file, Changes.ofPermissions(0600));
        tree().rename(file, inner.resolve("plain"));
        tree().rename(inner.resolve("plain"), file);
        tree().remove(file);
        tree().removeDirectory(inner);
        assertThat(tree().entries(directory())).isEmpty();
    }

    @TestFactory
    default Stream<DynamicTest> oddLinks() {
        return Stream.of(OddName.values())
                .map(odd -> DynamicTest.dynamicTest("oddLink " + odd.inWords(), () -> isALink(odd.asName())));
    }

    private void isALink(Name name) throws Failed {
        RemotePath target = RemotePath.ofBytes(name.bytes());
        Whole.write(tree(), directory().resolve(name), new byte[3]);
        tree().symlink(at("link"), target);
        assertThat(tree().readlink(at("link"))).isEqualTo(target);
        assertThat(Whole.read(tree(), at("link"))).hasSize(3);
        tree().remove(directory().resolve(name));
        tree().symlink(directory().resolve(name), RemotePath.of("link"));
        assertThat(tree().readlink(directory().resolve(name))).isEqualTo(RemotePath.of("link"));
    }

    @Test
    default void allOddNamesLiveTogether() throws Failed {
        for (Name name : OddName.sorted()) Whole.write(tree(), directory().resolve(name), name.bytes());
        assertThat(tree().entries(directory())).extracting(Entry::name).containsExactlyElementsOf(OddName.sorted());
        for (Name name : OddName.sorted()) {
            assertThat(Whole.read(tree(), directory().resolve(name))).isEqualTo(name.bytes());
        }
    }

    @Test
    default void aNameOf256BytesIsRefused() throws Failed {
        RemotePath longer = at("n".repeat(256));
        refused(Code.INVALID_PATH, () -> tree().open(longer, OpenOptions.createNew(0644)));
        refused(Code.INVALID_PATH, () -> tree().makeDirectory(longer, Changes.NONE));
    }

    @Test
    default void aPathWithANulIsRefused() throws Failed {
        file("f", "x");
        RemotePath nul =
                RemotePath.ofBytes((directory().text() + "/f\0g").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        refused(Code.INVALID_PATH, () -> tree().stat(nul));
        refused(Code.INVALID_PATH, () -> tree().open(nul, OpenOptions.replace(0644)));
        refused(Code.INVALID_PATH, () -> tree().makeDirectory(nul, Changes.NONE));
        refused(Code.INVALID_PATH, () -> tree().remove(nul));
        refused(Code.INVALID_PATH, () -> tree().rename(at("f"), nul));
        refused(Code.INVALID_PATH, () -> tree().symlink(nul, RemotePath.of("f")));
        refused(Code.INVALID_PATH, () -> tree().symlink(at("l"), nul));
    }

    @Test
    default void namesDifferByCase() throws Failed {
        file("readme", "small");
        file("README", "large");
        assertThat(content(at("readme"))).isEqualTo("small");
        assertThat(names(directory())).containsExactly("README", "readme");
    }
}
