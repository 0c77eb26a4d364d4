package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.disk.LocalTree;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.link.Link;
import dev.drey.sftp.client.Limits;
import dev.drey.sftp.client.MoreLinks;
import dev.drey.sftp.client.SftpClient;
import dev.drey.ssh.Dialing;
import dev.drey.testbed.MeanLink.Meanness;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.End;
import dev.drey.transfer.Moved;
import dev.drey.transfer.MovedTree;
import dev.drey.transfer.Observer;
import dev.drey.transfer.Options;
import dev.drey.transfer.ShellHash;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.TransferEvent;
import dev.drey.transfer.Transfers;
import dev.drey.transfer.TreeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Servers that die, stall, refuse and lie while a file is moved over an old one.
@Timeout(120)
class BadServersIT {
    private static final int SIZE = 6 << 20;

    /// Of so much that is told as done, half at least lies without a gap, and can be gone on from.
    private static final int CONTIGUOUS_IN_PART = 1 << 20;
    private static final String OLD = "what was there before";

    private final TempDir state = TempDir.create();
    private TempDir dir;
    private Path source;
    private Path target;

    @BeforeEach
    void begin() throws IOException {
        dir = TempDir.create("rwxr-xr-x");
        source = TempFiles.file(dir.resolve("source"), SIZE, 11);
        Files.setLastModifiedTime(source, FileTime.from(Quay.OLD));
        target = Files.writeString(dir.resolve("target"), OLD);
        Files.setLastModifiedTime(target, FileTime.from(Quay.OLD.minusSeconds(60)));
    }

    @AfterEach
    void end() {
        dir.close();
        state.close();
    }

    private Aftermath aftermath() {
        return Aftermath.in(dir.path());
    }

    /// From or to the server, which sees the same disk as we.
    private Moved move(FileTree server, Way way, Options options, Observer observer) throws Failed {
        try (LocalTree disk = new LocalTree(dir.path())) {
            boolean put = way == Way.TO_SERVER;
            End from = put ? near(disk, source) : far(server, source);
            End to = put ? far(server, target) : near(disk, target);
            return transfers(observer).file(new Transfer("source", "target"), from, to, options);
        }
    }

    private Transfers transfers(Observer observer) throws Failed {
        return new Transfers(state.path(), observer, Bandwidth.UNLIMITED, 4, ShellHash.NONE);
    }

    private static End near(FileTree disk, Path path) {
        return new End(disk, LocalTree.path(path), "local", true);
    }

    private static End far(FileTree server, Path path) {
        return new End(server, LocalTree.path(path), "box", false);
    }

    private Moved move(Link server, Way way, Options options) throws Failed {
        try (FileTree tree = SftpClient.over(server)) {
            return move(tree, way, options, Observer.NOBODY);
        }
    }

    /// Does it when the first bytes have been acknowledged.
    private static Observer midway(Runnable what) {
        return event -> {
            if (event instanceof TransferEvent.Progressed progressed
                    && progressed.progress().transferred() > CONTIGUOUS_IN_PART
                    && progressed.progress().transferred() < SIZE) what.run();
        };
    }

    private void assertArrived() {
        assertThat(target).hasSameBinaryContentAs(source);
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatDiesIsLostAndTheNextRunGoesOn(Way way) throws Exception {
        Failure failure = aftermath().keepingOnePart().fails(Code.CONNECTION_LOST, () -> {
            try (Sshd server = Sshd.start();
                    Link link = SshCalls.dial(SshCalls.to(server));
                    FileTree tree = SftpClient.over(link)) {
                move(tree, way, AtQuay.SLOWLY, midway(server::kill));
            }
        });
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.message()).contains("kept in .target.");
        AtomicReference<Moved> moved = new AtomicReference<>();
        aftermath().survives(() -> {
            try (SftpServerPipes server = SftpServerPipes.start()) {
                moved.set(move(server, way, AtQuay.ONCE));
            }
        });
        assertThat(moved.get().resumedFrom()).isPositive();
        assertArrived();
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatStallsIsATimeOutAndTheNextRunGoesOn(Way way) throws Exception {
        Limits hasty = Limits.USUAL.withQuiet(Duration.ofMillis(700));
        Failure failure = aftermath().keepingOnePart().fails(Code.TIMEOUT, () -> {
            try (Sshd server = Sshd.start();
                    Link link = SshCalls.dial(patient(SshCalls.to(server)));
                    FileTree tree = SftpClient.over(link, hasty, MoreLinks.NONE)) {
                move(tree, way, AtQuay.SLOWLY, midway(server::freeze));
            }
        });
        assertThat(failure.isTransient()).isTrue();
        aftermath().survives(() -> {
            try (SftpServerPipes server = SftpServerPipes.start()) {
                assertThat(move(server, way, AtQuay.ONCE).resumedFrom()).isPositive();
            }
        });
        assertArrived();
    }

    /// Without keep-alives, so that it is the engine's own patience that ends.
    private static Dialing patient(Dialing dialing) {
        return dialing.withTiming(
                dialing.timing().withKeepAlive(Duration.ZERO, 0).withStall(Duration.ofMillis(700)));
    }

    @ParameterizedTest
    @EnumSource
    void aServerOfShortReadsIsAskedForTheTails(Way way) throws Exception {
        survivesMeanness(Meanness.SHORT_READS, way);
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatAnswersOutOfOrderIsUnderstood(Way way) throws Exception {
        survivesMeanness(Meanness.OUT_OF_ORDER, way);
    }

    private void survivesMeanness(Meanness meanness, Way way) throws Exception {
        aftermath().survives(() -> {
            try (MeanLink link = new MeanLink(SftpServerPipes.start(), meanness)) {
                move(link, way, AtQuay.ONCE.withVerify(true));
            }
        });
        assertArrived();
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatSendsGarbageIsAProtocolErrorAndTheNextRunIsRight(Way way) throws Exception {
        aftermath().keepingOnePart().fails(Code.PROTOCOL_ERROR, () -> {
            try (MeanLink link = new MeanLink(SftpServerPipes.start(), Meanness.GARBAGE)) {
                move(link, way, AtQuay.SLOWLY);
            }
        });
        aftermath().survives(() -> {
            try (SftpServerPipes server = SftpServerPipes.start()) {
                move(server, way, AtQuay.ONCE);
            }
        });
        assertArrived();
    }

    @Test
    void aSubsystemThatIsNoSftpServerIsSaidToBeNone() throws Exception {
        Failure failure = aftermath().fails(Code.NO_SFTP_SUBSYSTEM, () -> {
            try (Sshd server = Sshd.start(SshdOptions.USUAL.withSubsystem("/bin/echo Welcome to this machine"));
                    Link link = SshCalls.dial(SshCalls.to(server))) {
                move(link, Way.TO_SERVER, AtQuay.ONCE);
            }
        });
        assertThat(failure.message()).contains("Welcome");
    }

    /// A stream's size is not known before, so nothing can be said before the first byte; and a quota is
    /// not told by statvfs either. Here the disk is filled by somebody else meanwhile.
    @ParameterizedTest
    @EnumSource
    void aDiskThatFillsUpMidwaySaysWhatIsKeptWhere(Way way) throws Exception {
        Path small = Files.createDirectory(dir.resolve("small"));
        Child.run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", small.toString());
        try {
            target = Files.move(target, small.resolve("target"));
            Failure failure = aftermath().keepingOnePart().fails(Code.NO_SPACE, () -> {
                try (SftpServerPipes server = SftpServerPipes.start();
                        FileTree tree = SftpClient.over(server)) {
                    move(tree, way, AtQuay.SLOWLY, midway(() -> fill(small.resolve(".filler.drey-part"))));
                } finally {
                    Files.deleteIfExists(small.resolve(".filler.drey-part"));
                }
            });
            assertThat(failure.message())
                    .matches("(put|get) \\S+: No space left on device; \\d+\\.\\d [KM]iB are kept in \\.target\\..*");
            aftermath().survives(() -> {
                try (SftpServerPipes server = SftpServerPipes.start()) {
                    assertThat(move(server, way, AtQuay.ONCE).resumedFrom()).isPositive();
                }
            });
            assertArrived();
        } finally {
            Child.run("umount", small.toString());
        }
    }

    private static void fill(Path file) {
        if (Files.exists(file)) return;
        try (var out = Files.newOutputStream(file)) {
            byte[] some = new byte[64 << 10];
            for (int i = 0; i < 200; i++) out.write(some);
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /// On a line so long that one channel's window is too narrow for it.
    @ParameterizedTest
    @EnumSource
    void aServerThatRefusesChannelsIsServedByTheOneThatThereIs(Way way) throws Exception {
        aftermath().survives(() -> {
            try (Sshd server = Sshd.start(SshdOptions.USUAL.withMaxSessions(1));
                    Relay line = Relay.to(server).delay(Duration.ofMillis(40));
                    Link link = SshCalls.dial(SshCalls.through(line, server))) {
                move(link, way, AtQuay.ONCE);
            }
        });
        assertArrived();
    }

    @Test
    void aServerThatRefusesAttributesGetsTheBytesAndAWarning() throws Exception {
        AtomicReference<Moved> moved = new AtomicReference<>();
        aftermath().survives(() -> {
            try (SftpServerPipes server = SftpServerPipes.start("-P", "setstat,fsetstat")) {
                moved.set(move(server, Way.TO_SERVER, AtQuay.ONCE));
            }
        });
        assertThat(moved.get().attributesWhole()).isFalse();
        assertThat(moved.get().warnings()).isNotEmpty();
        assertArrived();
    }

    @Test
    void aServerThatRefusesAttributesFailsWhoIsStrict() throws Exception {
        Options.Keeping usual = Options.Keeping.DEFAULTS;
        Options strict = AtQuay.ONCE.withKeeping(
                new Options.Keeping(true, true, false, false, OptionalInt.empty(), usual.uid(), usual.gid(), true));
        aftermath().keepingOnePart().fails(Code.PERMISSION_DENIED, () -> {
            try (SftpServerPipes server = SftpServerPipes.start("-P", "setstat,fsetstat")) {
                move(server, Way.TO_SERVER, strict);
            }
        });
    }

    @Test
    void withoutRenamingOverTheOldFileIsReplacedInThreeSteps() throws Exception {
        AtomicReference<Moved> moved = new AtomicReference<>();
        aftermath().survives(() -> {
            try (SftpServerPipes server = SftpServerPipes.start("-P", "posix-rename")) {
                moved.set(move(server, Way.TO_SERVER, AtQuay.ONCE));
            }
        });
        assertThat(moved.get().atomic()).isFalse();
        assertArrived();
        try (var all = Files.list(dir.path())) {
            assertThat(all.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("source", "target");
        }
    }

    /// Its every name, link and type is tried by [HostileTreeContract]; here are the codes they fail with.
    @Test
    void aHostileServersNamesAreRefusedEachWithItsCode() throws Exception {
        Path into = Files.createDirectory(dir.resolve("into"));
        for (Evil evil : Evil.all()) {
            if (!evil.reported() || !evil.planted().isEmpty()) continue;
            // What came of a file that ends too soon is kept, as of every one that changes while it is read.
            boolean partly = evil.name().equals("a file that says it is longer than it is");
            Aftermath aftermath = partly ? aftermath().keepingOnePart() : aftermath();
            aftermath.survives(() -> {
                MovedTree moved = hostile(evil, into);
                assertThat(moved.isWhole()).as(evil.name()).isFalse();
                assertThat(moved.failures())
                        .as(evil.name())
                        .allMatch(item -> codes(evil).contains(item.failure().code()));
            });
            assertThat(target).hasContent(OLD);
            TempDir.delete(into);
            Files.createDirectory(into);
        }
    }

    /// What has a name that no file may have is told by that; for links, types and sizes there are several words.
    private static List<Code> codes(Evil evil) {
        if (evil.name().startsWith("a file named") || evil.name().startsWith("a directory named"))
            return List.of(Code.INVALID_PATH);
        return List.of(
                Code.INVALID_PATH,
                Code.INVALID_ARGUMENT,
                Code.NO_SPACE,
                Code.NOT_FOUND,
                Code.TOO_MANY_LINKS,
                Code.UNSUPPORTED,
                Code.ALREADY_EXISTS,
                Code.IS_A_DIRECTORY,
                Code.NOT_A_DIRECTORY,
                Code.SOURCE_CHANGED);
    }

    private MovedTree hostile(Evil evil, Path into) throws Failed {
        try (LocalTree disk = new LocalTree(dir.path());
                EvilTree tree = new EvilTree(evil.listings(), evil.links())) {
            return transfers(Observer.NOBODY)
                    .tree(
                            new Transfer("evil", "here"),
                            new End(tree, EvilTree.ROOT, "evil", false),
                            near(disk, into),
                            AtQuay.ONCE,
                            TreeOptions.DEFAULTS);
        }
    }
}
