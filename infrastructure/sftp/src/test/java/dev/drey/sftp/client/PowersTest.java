package dev.drey.sftp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Accounts;
import dev.drey.files.Checksums;
import dev.drey.files.Facts;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.Home;
import dev.drey.files.Lanes;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.Space;
import dev.drey.link.Channel;
import dev.drey.link.Exec;
import dev.drey.link.Link;
import dev.drey.link.LinkInfo;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Named;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PowersTest {
    private static final RemotePath A = RemotePath.of("/a");

    @Test
    void whatTheServerDidNotAnnounceIsNotOffered() throws Exception {
        FileTree tree = FarSide.announcing().tree();
        List<Class<?>> offered = Arrays.stream(Power.class.getPermittedSubclasses())
                .filter(type -> tree.power(type.asSubclass(Power.class)).isPresent())
                .toList();
        assertThat(offered).containsExactlyInAnyOrder(Lanes.class, Facts.class);
    }

    @Test
    void anotherVersionOfAnExtensionIsAnotherExtension() throws Exception {
        FileTree tree = FarSide.announcing("statvfs@openssh.com", "1", "posix-rename@openssh.com", "1")
                .tree();
        assertThat(tree.power(Space.class)).isEmpty();
        assertThat(tree.power(Replace.class)).isPresent();
    }

    @Test
    void hashesComeByName() throws Exception {
        FarSide far = FarSide.announcing("check-file", "1");
        Checksums checksums = far.tree().power(Checksums.class).orElseThrow();
        Background<List<byte[]>> hashes = Background.of(() -> checksums.checksums(A, "md5", 5, 600, 512));
        Request.CheckFileName request = far.next(Request.CheckFileName.class);
        assertThat(request).isEqualTo(new Request.CheckFileName(request.id(), A, "md5", 5, 600, 512));
        byte[] two = new byte[32];
        two[16] = 7;
        far.say(Reply.Extended.of(request.id(), new Answer.CheckFile("md5", Bytes.of(two))));
        assertThat(hashes.result()).hasSize(2);
        assertThat(hashes.result().get(1)[0]).isEqualTo((byte) 7);
    }

    @Test
    void hashesOfAnotherSizeAreNoHashes() throws Exception {
        FarSide far = FarSide.announcing("check-file-name", "1");
        Checksums checksums = far.tree().power(Checksums.class).orElseThrow();
        Background<List<byte[]>> hashes = Background.of(() -> checksums.checksums(A, "sha256", 0, 0, 0));
        Request request = far.next(Request.CheckFileName.class);
        far.say(Reply.Extended.of(request.id(), new Answer.CheckFile("sha256", Bytes.of(new byte[31]))));
        assertThat(hashes.failure().code()).isEqualTo(Code.PROTOCOL_ERROR);
    }

    @Test
    void hashesComeByHandleWhereTheNameIsNotTaken() throws Exception {
        FarSide far = FarSide.announcing("check-file-handle", "1");
        Checksums checksums = far.tree().power(Checksums.class).orElseThrow();
        Background<List<byte[]>> hashes = Background.of(() -> checksums.checksums(A, "sha1", 0, 0, 0));
        far.mode(far.next(Request.Stat.class), 0100644);
        far.handle(far.next(Request.Open.class), "h");
        Request.CheckFileHandle request = far.next(Request.CheckFileHandle.class);
        assertThat(request.handle().text()).isEqualTo("h");
        far.say(Reply.Extended.of(request.id(), new Answer.CheckFile("sha1", Bytes.of(new byte[20]))));
        far.ok(far.next(Request.Close.class));
        assertThat(hashes.result()).hasSize(1);
    }

    @Test
    void md5HashIsTheLastWay() throws Exception {
        FarSide far = FarSide.announcing("md5-hash", "1");
        Checksums checksums = far.tree().power(Checksums.class).orElseThrow();
        assertThat(checksums.algorithms()).containsExactly("md5");
        assertThat(Background.of(() -> checksums.checksums(A, "sha1", 0, 0, 0))
                        .failure()
                        .code())
                .isEqualTo(Code.UNSUPPORTED);
        Background<List<byte[]>> hashes = Background.of(() -> checksums.checksums(A, "md5", 0, 9, 0));
        far.say(Reply.Extended.of(far.next(Request.Md5Hash.class).id(), new Answer.Md5(Bytes.of(new byte[16]))));
        assertThat(hashes.result()).hasSize(1);
    }

    @Test
    void spaceComesFromSpaceAvailableWhereThereIsNoStatvfs() throws Exception {
        FarSide far = FarSide.announcing("space-available", "1");
        Space space = far.tree().power(Space.class).orElseThrow();
        Background<Space.Room> room = Background.of(() -> space.room(A));
        far.say(Reply.Extended.of(
                far.next(Request.SpaceAvailable.class).id(), new Answer.SpaceAvailable(9, 8, 0, 7, 1)));
        assertThat(room.result()).isEqualTo(new Space.Room(9, 8, 7, 0, 0, false));
    }

    @Test
    void homeOfAUserIsFoundByHomeDirectory() throws Exception {
        FarSide far = FarSide.announcing("home-directory", "1");
        Home home = far.tree().power(Home.class).orElseThrow();
        Background<RemotePath> expanded = Background.of(() -> home.expand(RemotePath.of("~bob/x")));
        Request.HomeDirectory request = far.next(Request.HomeDirectory.class);
        assertThat(request.user()).isEqualTo("bob");
        path(far, request, "/home/bob");
        Request.Realpath realpath = far.next(Request.Realpath.class);
        assertThat(realpath.path()).isEqualTo(RemotePath.of("/home/bob/x"));
        path(far, realpath, "/home/bob/x");
        assertThat(expanded.result()).isEqualTo(RemotePath.of("/home/bob/x"));
    }

    private static void path(FarSide far, Request request, String path) {
        far.say(new Reply.Names(request.id(), List.of(new Named(Bytes.of(path), Bytes.EMPTY, Attrs.NONE))));
    }

    @Test
    void numbersWithoutANameAreLeftOut() throws Exception {
        FarSide far = FarSide.announcing("users-groups-by-id@openssh.com", "1");
        Accounts accounts = far.tree().power(Accounts.class).orElseThrow();
        Background<Map<Integer, String>> users = Background.of(() -> accounts.users(Set.of(0, 7)));
        Request.UsersGroupsById request = far.next(Request.UsersGroupsById.class);
        List<String> names =
                request.uids().stream().map(uid -> uid == 0 ? "root" : "").toList();
        far.say(Reply.Extended.of(request.id(), new Answer.UsersGroups(names, List.of())));
        assertThat(users.result()).isEqualTo(Map.of(0, "root"));
    }

    @Test
    void lanesAreOpenedOnceAndARefusalIsRemembered() throws Exception {
        ScriptedLink link = new ScriptedLink(FarSide.announcing(), FarSide.announcing());
        FileTree tree = SftpClient.over(link);
        Lanes lanes = tree.power(Lanes.class).orElseThrow();
        FileTree first = lanes.lane(1).orElseThrow();
        assertThat(lanes.lane(1)).containsSame(first);
        assertThat(lanes.lane(2)).isEmpty();
        assertThat(lanes.lane(2)).isEmpty();
        assertThat(link.asked).isEqualTo(3);
        assertThat(lanes.lane(4)).isEmpty();
        assertThat(lanes.laneWindow()).isEqualTo(2 << 20);
        assertThat(lanes.roundTrip()).isPositive();
        assertThat(lanes.openFiles()).isZero();
        tree.close();
        assertThat(Background.of(() -> first.stat(A)).failure().code()).isEqualTo(Code.SESSION_CLOSED);
        assertThat(link.isOpen()).isTrue();
    }

    @Test
    void secondLinkCarriesTheHigherLanesAndIsClosedWithTheTree() throws Exception {
        ScriptedLink second = new ScriptedLink(FarSide.announcing());
        FileTree tree =
                SftpClient.over(new ScriptedLink(FarSide.announcing()), Limits.USUAL, () -> Optional.of(second));
        Lanes lanes = tree.power(Lanes.class).orElseThrow();
        assertThat(lanes.lane(1)).isEmpty();
        assertThat(lanes.lane(4)).isPresent();
        assertThat(lanes.lane(8)).isEmpty();
        tree.close();
        assertThat(second.isOpen()).isFalse();
    }

    /// Gives these channels out and then refuses.
    private static final class ScriptedLink implements Link {
        private final Queue<FarSide> channels = new ArrayDeque<>();
        private int asked;
        private boolean open = true;

        ScriptedLink(FarSide... channels) {
            this.channels.addAll(List.of(channels));
        }

        @Override
        public Channel openSftp() throws Failed {
            asked++;
            FarSide channel = channels.poll();
            if (channel == null)
                throw Failure.of(Code.LIMIT_EXCEEDED, "no more channels").thrown();
            return channel;
        }

        @Override
        public Optional<Exec> exec() {
            return Optional.empty();
        }

        @Override
        public LinkInfo info() {
            return new LinkInfo("far", "", "", "", "", "", "", Optional.empty(), List.of(), 2 << 20);
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
