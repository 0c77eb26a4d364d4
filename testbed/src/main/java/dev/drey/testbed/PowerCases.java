package dev.drey.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Accounts;
import dev.drey.files.Changes;
import dev.drey.files.Checksums;
import dev.drey.files.Facts;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.Lanes;
import dev.drey.files.LinkAttributes;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.files.Space;
import dev.drey.files.SyncDirectory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Chapter of [FileTreeContract]: the optional powers. A tree offers those that its suite declares, and no others.
interface PowerCases extends Ground {
    @Test
    default void onlyTheDeclaredPowersAreOffered() {
        for (Class<?> type : Power.class.getPermittedSubclasses()) {
            // What a far side tells of itself changes nothing and may be told by anybody.
            if (type == Facts.class) continue;
            Class<? extends Power> power = type.asSubclass(Power.class);
            assertThat(tree().power(power).isPresent())
                    .as(power.getSimpleName())
                    .isEqualTo(powers().contains(power));
        }
    }

    @Test
    default void replaceRenamesOverAFile() throws Failed {
        with(Replace.class, replace -> {
            replace.replace(file("new", "new content"), file("old", "old content"));
            assertThat(content(at("old"))).isEqualTo("new content");
            assertThat(names(directory())).containsExactly("old");
        });
    }

    @Test
    default void replaceRenamesOntoAFreeNameAndOverALink() throws Failed {
        with(Replace.class, replace -> {
            replace.replace(file("a", "x"), at("b"));
            file("target", "untouched");
            replace.replace(at("b"), link("l", "target"));
            assertThat(tree().lstat(at("l")).isFile()).isTrue();
            assertThat(content(at("target"))).isEqualTo("untouched");
        });
    }

    @Test
    default void replaceRefusesWhatRenameTwoRefuses() throws Failed {
        with(Replace.class, replace -> {
            file("f", "x");
            folder("d");
            folder("full");
            file("full/g", "y");
            refused(Code.NOT_FOUND, () -> replace.replace(at("missing"), at("f")));
            refused(Code.IS_A_DIRECTORY, () -> replace.replace(at("f"), at("d")));
            refused(Code.NOT_A_DIRECTORY, () -> replace.replace(at("d"), at("f")));
            refused(Code.DIRECTORY_NOT_EMPTY, () -> replace.replace(at("d"), at("full")));
        });
    }

    @Test
    default void aHardLinkIsTheSameFile() throws Failed {
        with(HardLinks.class, links -> {
            links.hardLink(file("f", "one"), at("g"));
            Whole.write(tree(), at("g"), "two".getBytes(UTF_8), OpenOptions.WRITE);
            assertThat(content(at("f"))).isEqualTo("two");
            links.names(at("f")).ifPresent(names -> assertThat(names).isEqualTo(2));
        });
    }

    @Test
    default void aHardLinkNeedsAFileAndAFreeName() throws Failed {
        with(HardLinks.class, links -> {
            file("f", "x");
            file("g", "y");
            refused(Code.ALREADY_EXISTS, () -> links.hardLink(at("f"), at("g")));
            refused(Code.NOT_FOUND, () -> links.hardLink(at("missing"), at("h")));
        });
    }

    @Test
    default void copiesAreMadeWhereTheFilesAre() throws Failed {
        with(ServerSideCopy.class, copy -> {
            file("from", "0123456789");
            try (OpenFile from = tree().open(at("from"), OpenOptions.READ);
                    OpenFile to = tree().open(at("to"), OpenOptions.createNew(0644))) {
                copy.copyData(from, 2, 3, to, 0).await();
                copy.copyData(from, 8, 0, to, 3).await();
            }
            assertThat(content(at("to"))).isEqualTo("23489");
            assertThat(content(at("from"))).isEqualTo("0123456789");
        });
    }

    @Test
    default void roomIsPlausible() throws Failed {
        with(Space.class, space -> {
            Space.Room room = space.room(directory());
            assertThat(room.total()).isPositive();
            assertThat(room.available()).isBetween(0L, room.total());
            assertThat(room.free()).isBetween(room.available(), room.total());
            assertThat(room.readOnly()).isFalse();
            refused(Code.NOT_FOUND, () -> space.room(at("missing")));
        });
    }

    @Test
    default void attributesOfALinkItselfAreSet() throws Failed {
        with(LinkAttributes.class, links -> {
            file("f", "x");
            var before = tree().stat(at("f"));
            links.setLinkAttributes(link("l", "f"), Changes.ofTimes(AttributeCases.THEN, AttributeCases.THEN));
            assertThat(tree().lstat(at("l")).modified()).hasValue(AttributeCases.THEN);
            assertThat(tree().stat(at("f")).modified()).isEqualTo(before.modified());
            refused(Code.NOT_FOUND, () -> links.setLinkAttributes(at("missing"), Changes.ofOwner(0, 0)));
        });
    }

    @Test
    default void checksumsAreThoseOfTheBytes() throws Failed {
        with(Checksums.class, checksums -> {
            byte[] content = "0123456789".repeat(100).getBytes(UTF_8);
            Whole.write(tree(), at("f"), content);
            assertThat(checksums.algorithms()).contains("sha256");
            List<byte[]> whole = checksums.checksums(at("f"), "sha256", 0, 0, 0);
            assertThat(whole).hasSize(1);
            assertThat(whole.getFirst()).isEqualTo(sha256(content, 0, 1000));
            List<byte[]> blocks = checksums.checksums(at("f"), "sha256", 100, 600, 256);
            assertThat(blocks).hasSize(3);
            assertThat(blocks.get(2)).isEqualTo(sha256(content, 612, 88));
            refused(Code.NOT_FOUND, () -> checksums.checksums(at("missing"), "sha256", 0, 0, 0));
        });
    }

    private static byte[] sha256(byte[] content, int offset, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content, offset, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    default void homesAreFound() throws Failed {
        with(Home.class, home -> {
            RemotePath mine = home.expand(RemotePath.of("~"));
            assertThat(mine.isAbsolute()).isTrue();
            assertThat(home.expand(RemotePath.of("~/x"))).isEqualTo(mine.resolve("x"));
        });
    }

    @Test
    default void ownersHaveNames() throws Failed {
        with(Accounts.class, accounts -> {
            assertThat(accounts.users(Set.of(0, 1_234_567))).containsOnlyKeys(0).containsEntry(0, "root");
            assertThat(accounts.groups(Set.of(0, 1_234_567)))
                    .containsOnlyKeys(0)
                    .containsEntry(0, "root");
        });
    }

    @Test
    default void aDirectoryIsSynced() throws Failed {
        with(SyncDirectory.class, sync -> {
            file("f", "x");
            sync.syncDirectory(directory());
            refused(Code.NOT_FOUND, () -> sync.syncDirectory(at("missing")));
        });
    }

    @Test
    default void aLaneReachesTheSameFiles() throws Failed {
        with(Lanes.class, lanes -> {
            file("f", "seen from another lane");
            FileTree lane = lanes.lane(1).orElseThrow();
            assertThat(new String(Whole.read(lane, at("f")), UTF_8)).isEqualTo("seen from another lane");
            assertThat(lanes.lane(1)).containsSame(lane);
            assertThat(lanes.roundTrip()).isNotNegative();
        });
    }
}
