package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileType;
import dev.drey.files.RemotePath;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/// Chapter of [FileTreeContract]: stat, lstat, setAttributes, exists, realpath.
interface AttributeCases extends Ground {
    Instant THEN = Instant.parse("2001-09-09T01:46:40Z");
    Instant LATER = Instant.parse("2033-05-18T03:33:20Z");

    @Test
    default void statTellsTypeSizeAndTimeOfAFile() throws Failed {
        Instant before = Instant.now().minusSeconds(5);
        Attributes attributes = tree().stat(file("f", "twelve bytes"));
        assertThat(attributes.type()).isEqualTo(FileType.FILE);
        assertThat(attributes.size()).hasValue(12);
        assertThat(attributes.permissions().orElseThrow()).isBetween(0, 07777);
        assertThat(attributes.modified().orElseThrow())
                .isBetween(before, Instant.now().plusSeconds(5));
    }

    @Test
    default void statTellsADirectory() throws Failed {
        assertThat(tree().stat(folder("d")).type()).isEqualTo(FileType.DIRECTORY);
        assertThat(tree().lstat(at("d")).type()).isEqualTo(FileType.DIRECTORY);
    }

    @Test
    default void statOfAMissingNameIsNotFound() throws Failed {
        refused(Code.NOT_FOUND, () -> tree().stat(at("missing")));
        refused(Code.NOT_FOUND, () -> tree().stat(at("missing/deeper")));
    }

    @Test
    default void lstatOfAMissingNameIsNotFound() throws Failed {
        refused(Code.NOT_FOUND, () -> tree().lstat(at("missing")));
    }

    @Test
    default void statThroughAFileFails() throws Failed {
        file("f", "x");
        refused(EnumSet.of(Code.NOT_FOUND, Code.NOT_A_DIRECTORY), () -> tree().stat(at("f/below")));
    }

    @Test
    default void statFollowsALinkAndLstatDoesNot() throws Failed {
        file("f", "12345");
        RemotePath link = link("l", "f");
        assertThat(tree().stat(link).type()).isEqualTo(FileType.FILE);
        assertThat(tree().stat(link).size()).hasValue(5);
        assertThat(tree().lstat(link).type()).isEqualTo(FileType.LINK);
    }

    @Test
    default void statOfADanglingLinkIsNotFoundWhileLstatSeesIt() throws Failed {
        RemotePath link = link("l", "nowhere");
        refused(Code.NOT_FOUND, () -> tree().stat(link));
        assertThat(tree().lstat(link).type()).isEqualTo(FileType.LINK);
    }

    @Test
    default void aCircleOfLinksEnds() throws Failed {
        link("a", "b");
        link("b", "a");
        refused(EnumSet.of(Code.TOO_MANY_LINKS, Code.NOT_FOUND), () -> tree().stat(at("a")));
    }

    @Test
    default void existsTellsWhatAPathLeadsTo() throws Failed {
        file("f", "x");
        link("dangling", "nowhere");
        link("good", "f");
        assertThat(tree().exists(at("f"))).isTrue();
        assertThat(tree().exists(at("good"))).isTrue();
        assertThat(tree().exists(at("dangling"))).isFalse();
        assertThat(tree().exists(at("missing"))).isFalse();
        assertThat(tree().exists(at("f/below"))).isFalse();
    }

    @Test
    default void permissionsAreSetExactly() throws Failed {
        RemotePath file = file("f", "x");
        for (int mode : new int[] {0600, 0644, 0755, 0777, 0400}) {
            tree().setAttributes(file, Changes.ofPermissions(mode));
            assertThat(tree().stat(file).permissions()).hasValue(mode);
        }
        tree().setAttributes(folder("d"), Changes.ofPermissions(0750));
        assertThat(tree().stat(at("d")).permissions()).hasValue(0750);
    }

    @Test
    default void timesAreSetToTheSecond() throws Failed {
        RemotePath file = file("f", "x");
        tree().setAttributes(file, Changes.ofTimes(LATER, THEN));
        Attributes attributes = tree().stat(file);
        assertThat(attributes.modified()).hasValue(THEN);
        assertThat(attributes.accessed()).hasValue(LATER);
        assertThat(content(file)).isEqualTo("x");
    }

    @Test
    default void timesOfADirectoryAreSet() throws Failed {
        RemotePath folder = folder("d");
        tree().setAttributes(folder, Changes.ofTimes(THEN, THEN));
        assertThat(tree().stat(folder).modified()).hasValue(THEN);
    }

    @Test
    default void severalChangesAtOnceAllHappen() throws Failed {
        RemotePath file = file("f", "0123456789");
        tree().setAttributes(file, Changes.ofSize(4).withPermissions(0640).withTimes(THEN, THEN));
        Attributes attributes = tree().stat(file);
        assertThat(attributes.size()).hasValue(4);
        assertThat(attributes.permissions()).hasValue(0640);
        assertThat(attributes.modified()).hasValue(THEN);
    }

    @Test
    default void sizeTruncatesAndEnlargesWithZeros() throws Failed {
        RemotePath file = file("f", "0123456789");
        tree().setAttributes(file, Changes.ofSize(3));
        assertThat(content(file)).isEqualTo("012");
        tree().setAttributes(file, Changes.ofSize(5));
        assertThat(content(file)).isEqualTo("012\0\0");
    }

    @Test
    default void theOwnerCanBeSetToItself() throws Failed {
        RemotePath file = file("f", "x");
        Attributes before = tree().stat(file);
        assertThat(before.uid()).as("an owner").isPresent();
        int uid = before.uid().orElseThrow();
        int gid = before.gid().orElseThrow();
        tree().setAttributes(file, Changes.ofOwner(uid, gid));
        assertThat(tree().stat(file).uid()).hasValue(uid);
        assertThat(tree().stat(file).gid()).hasValue(gid);
    }

    @Test
    default void changingNothingChangesNothing() throws Failed {
        RemotePath file = file("f", "x");
        TreeState before = TreeState.of(tree(), directory());
        tree().setAttributes(file, Changes.NONE);
        assertThat(TreeState.of(tree(), directory())).isEqualTo(before);
    }

    @Test
    default void setAttributesFollowsALink() throws Failed {
        RemotePath file = file("f", "x");
        tree().setAttributes(link("l", "f"), Changes.ofPermissions(0600));
        assertThat(tree().stat(file).permissions()).hasValue(0600);
        assertThat(tree().lstat(at("l")).type()).isEqualTo(FileType.LINK);
    }

    @Test
    default void setAttributesOfAMissingNameIsNotFound() throws Failed {
        refused(Code.NOT_FOUND, () -> tree().setAttributes(at("missing"), Changes.ofPermissions(0600)));
        refused(Code.NOT_FOUND, () -> tree().setAttributes(at("missing"), Changes.ofTimes(THEN, THEN)));
        refused(Code.NOT_FOUND, () -> tree().setAttributes(at("missing"), Changes.ofSize(0)));
    }

    @Test
    default void truncatingADirectoryIsRefused() throws Failed {
        RemotePath folder = folder("d");
        refused(Code.IS_A_DIRECTORY, () -> tree().setAttributes(folder, Changes.ofSize(0)));
    }

    @Test
    default void realpathIsAbsoluteWithoutDotsAndLinks() throws Failed {
        RemotePath here = tree().realpath(directory());
        folder("d");
        file("d/f", "x");
        link("l", "d");
        assertThat(here.isAbsolute()).isTrue();
        assertThat(tree().realpath(at("d/../d/./f"))).isEqualTo(here.resolve("d/f"));
        assertThat(tree().realpath(at("l/f"))).isEqualTo(here.resolve("d/f"));
    }

    @Test
    default void relativePathsStartAtHome() throws Failed {
        RemotePath home = tree().realpath(RemotePath.HERE);
        assertThat(home.isAbsolute()).isTrue();
        assertThat(tree().stat(home).isDirectory()).isTrue();
        assertThat(tree().stat(RemotePath.HERE).isDirectory()).isTrue();
    }
}
