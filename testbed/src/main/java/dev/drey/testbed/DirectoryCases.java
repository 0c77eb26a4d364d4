package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileType;
import dev.drey.files.Listing;
import dev.drey.files.RemotePath;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Chapter of [FileTreeContract]: directories, names, links; nothing that opens a file to read it.
interface DirectoryCases extends Ground {
    @Test
    default void anEmptyDirectoryListsNothing() throws Failed {
        try (Listing listing = tree().list(directory())) {
            assertThat(listing.next()).isEmpty();
            assertThat(listing.next()).isEmpty();
        }
    }

    @Test
    default void aListingHasEveryNameWithItsTypeAndWithoutDots() throws Failed {
        file("f", "12345");
        folder("d");
        link("l", "f");
        List<Entry> entries = tree().entries(directory());
        assertThat(entries).extracting(entry -> entry.name().text()).containsExactly("d", "f", "l");
        assertThat(entries)
                .extracting(entry -> entry.attributes().type())
                .containsExactly(FileType.DIRECTORY, FileType.FILE, FileType.LINK);
        assertThat(entries.get(1).attributes().size()).hasValue(5);
    }

    @Test
    default void aLargeDirectoryComesInPortionsWithoutLossOrRepetition() throws Failed {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            made.add("name-%04d".formatted(i));
            folder(made.getLast());
        }
        List<String> seen = new ArrayList<>();
        try (Listing listing = tree().list(directory())) {
            for (var some = listing.next(); some.isPresent(); some = listing.next()) {
                assertThat(some.get()).isNotEmpty();
                some.get().forEach(entry -> seen.add(entry.name().text()));
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    default void aListingMayBeLeftEarlyAndClosedTwice() throws Failed {
        for (int i : IntStream.range(0, 150).toArray()) folder("d" + i);
        Listing listing = tree().list(directory());
        assertThat(listing.next()).isPresent();
        listing.close();
        listing.close();
        assertThat(new HashSet<>(names(directory()))).hasSize(150);
    }

    @Test
    default void listingAMissingDirectoryIsNotFound() throws Failed {
        refused(Code.NOT_FOUND, () -> tree().entries(at("missing")));
    }

    @Test
    default void listingAFileIsRefused() throws Failed {
        file("f", "x");
        refused(Code.NOT_A_DIRECTORY, () -> tree().entries(at("f")));
    }

    @Test
    default void listingFollowsALinkToADirectory() throws Failed {
        folder("d");
        file("d/f", "x");
        assertThat(names(link("l", "d"))).containsExactly("f");
    }

    @Test
    default void aDirectoryIsMadeWithItsPermissions() throws Failed {
        tree().makeDirectory(at("d"), Changes.ofPermissions(0700));
        assertThat(tree().lstat(at("d")).type()).isEqualTo(FileType.DIRECTORY);
        assertThat(tree().lstat(at("d")).permissions()).hasValue(0700);
    }

    @Test
    default void aTakenNameIsNoNewDirectory() throws Failed {
        file("f", "x");
        folder("d");
        link("l", "nowhere");
        refused(Code.ALREADY_EXISTS, () -> tree().makeDirectory(at("f"), Changes.NONE));
        refused(Code.ALREADY_EXISTS, () -> tree().makeDirectory(at("d"), Changes.NONE));
        refused(Code.ALREADY_EXISTS, () -> tree().makeDirectory(at("l"), Changes.NONE));
    }

    @Test
    default void aDirectoryNeedsItsParent() throws Failed {
        file("f", "x");
        refused(Code.NOT_FOUND, () -> tree().makeDirectory(at("missing/d"), Changes.NONE));
        refused(EnumSet.of(Code.NOT_FOUND, Code.NOT_A_DIRECTORY), () -> tree().makeDirectory(at("f/d"), Changes.NONE));
    }

    @Test
    default void anEmptyDirectoryIsRemoved() throws Failed {
        tree().removeDirectory(folder("d"));
        assertThat(names(directory())).isEmpty();
    }

    @Test
    default void aFullDirectoryIsNotRemoved() throws Failed {
        folder("d");
        file("d/f", "precious");
        refused(Code.DIRECTORY_NOT_EMPTY, () -> tree().removeDirectory(at("d")));
    }

    @Test
    default void removeDirectoryTakesOnlyDirectories() throws Failed {
        file("f", "x");
        folder("d");
        link("l", "d");
        refused(Code.NOT_A_DIRECTORY, () -> tree().removeDirectory(at("f")));
        refused(Code.NOT_A_DIRECTORY, () -> tree().removeDirectory(at("l")));
        refused(Code.NOT_FOUND, () -> tree().removeDirectory(at("missing")));
    }

    @Test
    default void aFileIsRemoved() throws Failed {
        tree().remove(file("f", "x"));
        assertThat(names(directory())).isEmpty();
    }

    @Test
    default void removingALinkLeavesWhatItLeadsTo() throws Failed {
        file("f", "x");
        folder("d");
        tree().remove(link("l", "f"));
        tree().remove(link("ld", "d"));
        tree().remove(link("dangling", "nowhere"));
        assertThat(names(directory())).containsExactly("d", "f");
    }

    @Test
    default void removeNeverTakesADirectory() throws Failed {
        folder("d");
        refused(Code.IS_A_DIRECTORY, () -> tree().remove(at("d")));
    }

    @Test
    default void removingAMissingNameIsNotFound() throws Failed {
        refused(Code.NOT_FOUND, () -> tree().remove(at("missing")));
        refused(Code.NOT_FOUND, () -> tree().remove(at("missing/deeper")));
    }

    @Test
    default void aFileIsRenamed() throws Failed {
        folder("d");
        tree().rename(file("f", "content"), at("d/g"));
        assertThat(names(directory())).containsExactly("d");
        assertThat(content(at("d/g"))).isEqualTo("content");
    }

    @Test
    default void aDirectoryIsRenamedWithWhatItHolds() throws Failed {
        folder("d");
        file("d/f", "content");
        tree().rename(at("d"), at("e"));
        assertThat(content(at("e/f"))).isEqualTo("content");
        assertThat(names(directory())).containsExactly("e");
    }

    @Test
    default void renamingALinkMovesTheLink() throws Failed {
        file("f", "x");
        tree().rename(link("l", "f"), at("m"));
        assertThat(tree().readlink(at("m"))).isEqualTo(RemotePath.of("f"));
        assertThat(names(directory())).containsExactly("f", "m");
    }

    @Test
    default void renameNeverReplaces() throws Failed {
        file("f", "mine");
        file("g", "yours");
        folder("d");
        link("l", "nowhere");
        refused(Code.ALREADY_EXISTS, () -> tree().rename(at("f"), at("g")));
        refused(Code.ALREADY_EXISTS, () -> tree().rename(at("f"), at("d")));
        refused(Code.ALREADY_EXISTS, () -> tree().rename(at("f"), at("l")));
        refused(Code.ALREADY_EXISTS, () -> tree().rename(at("d"), at("f")));
    }

    @Test
    default void renamingAMissingNameIsNotFound() throws Failed {
        file("f", "x");
        refused(Code.NOT_FOUND, () -> tree().rename(at("missing"), at("g")));
        refused(Code.NOT_FOUND, () -> tree().rename(at("f"), at("missing/g")));
    }

    @Test
    default void aDirectoryIsNotRenamedIntoItself() throws Failed {
        folder("d");
        refused(Code.INVALID_ARGUMENT, () -> tree().rename(at("d"), at("d/e")));
    }

    @Test
    default void aLinkSaysWhatWasWrittenInIt() throws Failed {
        for (String target : List.of("f", "../up/and/away", "/absolute/path", "with space", "dangling\uD83D\uDC3F")) {
            RemotePath link = at("link" + names(directory()).size());
            tree().symlink(link, RemotePath.of(target));
            assertThat(tree().readlink(link)).isEqualTo(RemotePath.of(target));
        }
    }

    @Test
    default void aLinkNeedsAFreeName() throws Failed {
        file("f", "x");
        folder("d");
        link("l", "nowhere");
        refused(Code.ALREADY_EXISTS, () -> link("f", "target"));
        refused(Code.ALREADY_EXISTS, () -> link("d", "target"));
        refused(Code.ALREADY_EXISTS, () -> link("l", "target"));
        refused(Code.NOT_FOUND, () -> link("missing/l", "target"));
    }

    @Test
    default void readlinkTakesOnlyLinks() throws Failed {
        file("f", "x");
        folder("d");
        refused(Code.INVALID_ARGUMENT, () -> tree().readlink(at("f")));
        refused(Code.INVALID_ARGUMENT, () -> tree().readlink(at("d")));
        refused(Code.NOT_FOUND, () -> tree().readlink(at("missing")));
    }
}
