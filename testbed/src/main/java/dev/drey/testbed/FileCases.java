package dev.drey.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Chapter of [FileTreeContract]: open, and everything that an open file can do.
interface FileCases extends Ground {
    @Test
    default void whatWasWrittenIsRead() throws Failed {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        Whole.write(tree(), at("f"), content);
        assertThat(Whole.read(tree(), at("f"))).isEqualTo(content);
    }

    @Test
    default void anEmptyFileIsEmpty() throws Failed {
        Whole.write(tree(), at("f"), new byte[0]);
        assertThat(tree().stat(at("f")).size()).hasValue(0);
        assertThat(Whole.read(tree(), at("f"))).isEmpty();
    }

    @Test
    default void aReadGivesWhatIsAtItsOffset() throws Failed {
        try (OpenFile file = tree().open(file("f", "0123456789"), OpenOptions.READ)) {
            assertThat(text(file.read(3, 4).await())).isEqualTo("3456");
        }
    }

    @Test
    default void aReadOverTheEndIsShortAndOneBehindItEmpty() throws Failed {
        try (OpenFile file = tree().open(file("f", "0123456789"), OpenOptions.READ)) {
            assertThat(text(file.read(8, 100).await())).isEqualTo("89");
            assertThat(file.read(10, 1).await().remaining()).isZero();
            assertThat(file.read(1L << 40, 1).await().remaining()).isZero();
        }
    }

    @Test
    default void theLargestReadAndWriteWork() throws Failed {
        try (OpenFile file = tree().open(at("f"), OpenOptions.createNew(0644).andRead())) {
            byte[] content = new byte[Math.min(file.largestWrite(), 1 << 20)];
            new Random(2).nextBytes(content);
            file.write(0, ByteBuffer.wrap(content)).await();
            assertThat(file.read(0, Math.min(file.largestRead(), 1 << 20))
                            .await()
                            .remaining())
                    .isPositive();
            assertThat(Whole.read(file)).isEqualTo(content);
        }
    }

    @Test
    default void memoryMayBeLentToARead() throws Failed {
        byte[] content = new byte[100_000];
        new Random(3).nextBytes(content);
        Whole.write(tree(), at("f"), content);
        try (OpenFile file = tree().open(at("f"), OpenOptions.READ)) {
            int length = Math.min(file.largestRead(), 60_000);
            for (ByteBuffer room : List.of(
                    ByteBuffer.allocateDirect(length + OpenFile.ROOM),
                    ByteBuffer.allocateDirect(length + OpenFile.ROOM + 9).position(9),
                    ByteBuffer.allocate(length + OpenFile.ROOM),
                    ByteBuffer.allocateDirect(7))) {
                for (int at = 0; at < content.length; ) {
                    ByteBuffer got = file.read(at, length, room).await();
                    assertThat(got.remaining()).isBetween(1, length);
                    assertThat(got).isEqualTo(ByteBuffer.wrap(content, at, got.remaining()));
                    at += got.remaining();
                }
                assertThat(file.read(content.length, 1, room).await().remaining())
                        .isZero();
            }
        }
    }

    @Test
    default void manyRequestsAreUnderWayAtOnce() throws Failed {
        try (OpenFile file = tree().open(at("f"), OpenOptions.createNew(0644).andRead())) {
            List<Pending<Done>> writes = new ArrayList<>();
            for (int i = 63; i >= 0; i--) writes.add(file.write(i * 1000L, filled(1000, i)));
            for (Pending<Done> write : writes) assertThat(write.await()).isEqualTo(Done.DONE);
            List<Pending<ByteBuffer>> reads = new ArrayList<>();
            for (int i = 0; i < 64; i++) reads.add(file.read(i * 1000L, 1000));
            for (int i = 0; i < 64; i++) assertThat(reads.get(i).await().get(0)).isEqualTo((byte) i);
        }
    }

    @Test
    default void anAnswerMayBeAwaitedTwice() throws Failed {
        try (OpenFile file = tree().open(file("f", "abc"), OpenOptions.READ)) {
            Pending<ByteBuffer> read = file.read(0, 1);
            assertThat(read.await().remaining()).isEqualTo(1);
            assertThat(read.isDone()).isTrue();
            assertThat(read.await().remaining()).isEqualTo(1);
        }
    }

    @Test
    default void theBufferOfAWriteMayBeUsedAgainAtOnce() throws Failed {
        try (OpenFile file = tree().open(at("f"), OpenOptions.createNew(0644))) {
            byte[] bytes = "first".getBytes(UTF_8);
            Pending<Done> write = file.write(0, ByteBuffer.wrap(bytes));
            java.util.Arrays.fill(bytes, (byte) '!');
            write.await();
        }
        assertThat(content(at("f"))).isEqualTo("first");
    }

    @Test
    default void aDirectBufferAndASliceAreWrittenAsTheyStand() throws Failed {
        ByteBuffer direct = ByteBuffer.allocateDirect(10)
                .put("__direct__".getBytes(UTF_8))
                .flip()
                .position(2)
                .limit(8);
        ByteBuffer slice = ByteBuffer.wrap("__slice__".getBytes(UTF_8), 2, 5).asReadOnlyBuffer();
        try (OpenFile file = tree().open(at("f"), OpenOptions.createNew(0644))) {
            file.write(0, direct).await();
            file.write(6, slice).await();
        }
        assertThat(content(at("f"))).isEqualTo("directslice");
    }

    @Test
    default void aWriteBehindTheEndLeavesZeros() throws Failed {
        try (OpenFile file = tree().open(at("f"), OpenOptions.createNew(0644))) {
            file.write(5, ByteBuffer.wrap("x".getBytes(UTF_8))).await();
        }
        assertThat(content(at("f"))).isEqualTo("\0\0\0\0\0x");
    }

    @Test
    default void openingForWriteKeepsWhatIsThere() throws Failed {
        Whole.write(tree(), file("f", "0123456789"), "ab".getBytes(UTF_8), OpenOptions.WRITE);
        assertThat(content(at("f"))).isEqualTo("ab23456789");
    }

    @Test
    default void truncateEmptiesTheFile() throws Failed {
        Whole.write(tree(), file("f", "0123456789"), "ab".getBytes(UTF_8), OpenOptions.replace(0644));
        assertThat(content(at("f"))).isEqualTo("ab");
    }

    @Test
    default void appendingIgnoresTheOffset() throws Failed {
        file("f", "0123456789");
        try (OpenFile file = tree().open(at("f"), OpenOptions.WRITE.appending())) {
            file.write(0, ByteBuffer.wrap("ab".getBytes(UTF_8))).await();
            file.write(0, ByteBuffer.wrap("cd".getBytes(UTF_8))).await();
        }
        assertThat(content(at("f"))).isEqualTo("0123456789abcd");
    }

    @Test
    default void openingAMissingFileIsNotFound() throws Failed {
        refused(Code.NOT_FOUND, () -> tree().open(at("missing"), OpenOptions.READ));
        refused(Code.NOT_FOUND, () -> tree().open(at("missing"), OpenOptions.WRITE));
        refused(Code.NOT_FOUND, () -> tree().open(at("missing/deeper"), OpenOptions.replace(0644)));
    }

    @Test
    default void openingADirectoryIsRefused() throws Failed {
        folder("d");
        refused(Code.IS_A_DIRECTORY, () -> tree().open(at("d"), OpenOptions.READ));
        refused(Code.IS_A_DIRECTORY, () -> tree().open(at("d"), OpenOptions.WRITE));
        refused(Code.IS_A_DIRECTORY, () -> tree().open(at("d"), OpenOptions.replace(0644)));
    }

    @Test
    default void openingThroughAFileFails() throws Failed {
        file("f", "x");
        refused(
                EnumSet.of(Code.NOT_FOUND, Code.NOT_A_DIRECTORY),
                () -> tree().open(at("f/below"), OpenOptions.replace(0644)));
    }

    @Test
    default void createNewRefusesATakenName() throws Failed {
        file("f", "old");
        folder("d");
        refused(Code.ALREADY_EXISTS, () -> tree().open(at("f"), OpenOptions.createNew(0644)));
        refused(Code.ALREADY_EXISTS, () -> tree().open(at("d"), OpenOptions.createNew(0644)));
    }

    @Test
    default void createNewRefusesADanglingLink() throws Failed {
        link("l", "nowhere");
        refused(Code.ALREADY_EXISTS, () -> tree().open(at("l"), OpenOptions.createNew(0644)));
        assertThat(names(directory())).containsExactly("l");
    }

    @Test
    default void aNewFileGetsThePermissionsAskedFor() throws Failed {
        tree().open(at("private"), OpenOptions.createNew(0600)).close();
        tree().open(at("script"), OpenOptions.createNew(0700)).close();
        assertThat(tree().stat(at("private")).permissions()).hasValue(0600);
        assertThat(tree().stat(at("script")).permissions()).hasValue(0700);
    }

    @Test
    default void openingFollowsALink() throws Failed {
        file("f", "through the link");
        assertThat(content(link("l", "f"))).isEqualTo("through the link");
        Whole.write(tree(), at("l"), "new".getBytes(UTF_8));
        assertThat(content(at("f"))).isEqualTo("new");
        assertThat(tree().lstat(at("l")).isLink()).isTrue();
    }

    @Test
    default void anOpenFileTellsItsAttributes() throws Failed {
        try (OpenFile file = tree().open(file("f", "12345"), OpenOptions.READ)) {
            Attributes attributes = file.attributes().await();
            assertThat(attributes.isFile()).isTrue();
            assertThat(attributes.size()).hasValue(5);
        }
    }

    @Test
    default void anOpenFileTakesAttributes() throws Failed {
        try (OpenFile file = tree().open(at("f"), OpenOptions.createNew(0600))) {
            file.write(0, ByteBuffer.wrap("0123456789".getBytes(UTF_8))).await();
            file.setAttributes(Changes.ofPermissions(0640).withSize(4)).await();
            assertThat(file.attributes().await().permissions()).hasValue(0640);
        }
        assertThat(content(at("f"))).isEqualTo("0123");
    }

    @Test
    default void timesSetBehindTheLastWriteStay() throws Failed {
        try (OpenFile file = tree().open(at("f"), OpenOptions.createNew(0600))) {
            Pending<Done> write = file.write(0, ByteBuffer.wrap("x".getBytes(UTF_8)));
            Pending<Done> times = file.setAttributes(Changes.ofTimes(AttributeCases.THEN, AttributeCases.THEN));
            Pending<Done> closing = file.closing();
            write.await();
            times.await();
            closing.await();
        }
        assertThat(tree().stat(at("f")).modified()).hasValue(AttributeCases.THEN);
    }

    @Test
    default void anOpenFileOutlivesItsName() throws Failed {
        try (OpenFile file = tree().open(file("f", "still here"), OpenOptions.READ)) {
            tree().rename(at("f"), at("g"));
            assertThat(text(file.read(0, 5).await())).isEqualTo("still");
            tree().remove(at("g"));
            assertThat(text(file.read(6, 4).await())).isEqualTo("here");
            assertThat(file.attributes().await().size()).hasValue(10);
        }
    }

    @Test
    default void syncWorksOrSaysThatItCannot() throws Failed {
        try (OpenFile file = tree().open(at("f"), OpenOptions.createNew(0600))) {
            file.write(0, ByteBuffer.wrap("x".getBytes(UTF_8))).await();
            assertThat(file.sync().await()).isEqualTo(Done.DONE);
        } catch (Failed failed) {
            assertThat(failed.code()).isEqualTo(Code.UNSUPPORTED);
        }
    }

    @Test
    default void closingTwiceAnswersTwice() throws Failed {
        OpenFile file = tree().open(file("f", "x"), OpenOptions.READ);
        assertThat(file.closing().await()).isEqualTo(Done.DONE);
        assertThat(file.closing().await()).isEqualTo(Done.DONE);
        file.close();
    }

    @Test
    default void aClosedFileTakesNoRequests() throws Failed {
        OpenFile file = tree().open(file("f", "x"), OpenOptions.READ_WRITE);
        file.close();
        assertThatThrownBy(() -> file.read(0, 1).await()).isInstanceOf(Failed.class);
        assertThatThrownBy(() -> file.write(0, filled(1, 1)).await()).isInstanceOf(Failed.class);
        assertThatThrownBy(() -> file.attributes().await()).isInstanceOf(Failed.class);
        assertThat(content(at("f"))).isEqualTo("x");
    }

    @Test
    default void aFileOpenedToReadIsNotWritten() throws Failed {
        try (OpenFile file = tree().open(file("f", "x"), OpenOptions.READ)) {
            refused(
                    EnumSet.of(Code.PERMISSION_DENIED, Code.INVALID_ARGUMENT),
                    () -> file.write(0, filled(1, 1)).await());
        }
    }

    private static ByteBuffer filled(int length, int value) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return ByteBuffer.wrap(bytes);
    }

    private static String text(ByteBuffer bytes) {
        return UTF_8.decode(bytes.duplicate()).toString();
    }
}
