package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.disk.LocalTree;
import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.FileType;
import dev.drey.files.Name;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.link.Link;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.OpenFlags;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same requests to OpenSSH's `sftp-server` and to ours, both as an account that is refused a part of what is
/// asked:
/// the same answers, and the rest is done.
@Timeout(60)
class TwinServersAsNobodyIT {
    private static final Instant THEN = Instant.parse("2002-03-04T05:06:07Z");

    /// The ways to the disk.
    enum Way {
        LOCAL,
        JAIL,
        JAIL_BY_REAL_PATHS;

        FileTree open(Path folder) throws Failed {
            List<AllowedPath> allowed = List.of(AllowedPath.writable(folder));
            return AsNobody.of(
                    switch (this) {
                        case LOCAL -> new LocalTree(folder);
                        case JAIL -> JailTree.open(allowed, List.of());
                        case JAIL_BY_REAL_PATHS -> JailTree.openByRealPaths(allowed, List.of());
                    });
        }
    }

    private interface Case {
        void run(TwinTalk talk);
    }

    private static void alike(Way way, Case talk) throws Exception {
        Map<String, String> theirs;
        try (TempDir dir = TempDir.open();
                SftpServerPipes link =
                        SftpServerPipes.startAsNobody("-d", dir.path().toString())) {
            theirs = lines(talk, link, dir.path());
        }
        try (TempDir dir = TempDir.open();
                FileTree tree = way.open(dir.path());
                OwnServer link = OwnServer.of(tree)) {
            assertThat(lines(talk, link, dir.path())).isEqualTo(theirs);
        }
    }

    private static Map<String, String> lines(Case talk, Link link, Path folder) throws Exception {
        try (SftpTalk one = new SftpTalk(link.openSftp()).greeted()) {
            TwinTalk twin = new TwinTalk(one, folder);
            talk.run(twin);
            Map<String, String> lines = new LinkedHashMap<>(twin.lines());
            DiskState.of(folder).lines().forEach((name, what) -> lines.put("disk " + name, what));
            return lines;
        }
    }

    private static void set(TwinTalk talk, String name, Changes changes) {
        talk.step("set " + changes + " of " + name, id -> new Request.Setstat(id, talk.path(name), Attrs.of(changes)));
        talk.stat("then of " + name + " after " + changes, name);
        if (changes.times().isPresent()) talk.times("times of " + name + " after " + changes, name);
    }

    private static void make(TwinTalk talk, String name, Changes changes) {
        talk.step("make " + name, id -> new Request.Mkdir(id, talk.path(name), Attrs.of(changes)));
        talk.stat("made " + name, name);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotRefusedIsChanged(Way way) throws Exception {
        alike(way, talk -> {
            talk.file("f", "12345");
            talk.directory("d");
            Changes foreign = Changes.ofOwner(0, 0).withPermissions(0600);
            set(talk, "f", foreign.withSize(2).withTimes(THEN, THEN));
            set(talk, "d", foreign.withPermissions(0711).withTimes(THEN, THEN));
            set(talk, "d", Changes.ofPermissions(0700).withSize(2));
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAskedOfADirectoryBesidesItsModeDoesNotFailIt(Way way) throws Exception {
        alike(way, talk -> {
            make(talk, "size", Changes.ofPermissions(0711).withSize(4096));
            make(talk, "owner", Changes.ofPermissions(0700).withOwner(0, 0));
            make(talk, "plain", Changes.NONE);
            make(talk, "plain/sub/none", Changes.ofSize(1));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatItsOwnerMayNotReadIsMadeAndHasItsTimesSet(Way way) throws Exception {
        alike(way, talk -> {
            Attrs hidden = Attrs.of(Changes.ofPermissions(0200));
            int appending = OpenFlags.READ | OpenFlags.WRITE | OpenFlags.APPEND | OpenFlags.CREATE;
            Reply reply = talk.step("read and append", id -> new Request.Open(id, talk.path("f"), appending, hidden));
            if (reply instanceof Reply.Handle(int id, Bytes handle)) {
                talk.write("write", handle, 0, "abc");
                talk.read("read back", handle, 0, 10);
                talk.close("close", handle);
            }
            talk.stat("made", "f");
            set(talk, "f", Changes.ofTimes(THEN, THEN));
            set(talk, "f", Changes.ofSize(1));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFileWithSetuidThatItsOwnerMayNotReadIsMade(Way way) throws Exception {
        try (TempDir dir = TempDir.open();
                FileTree tree = way.open(dir.path())) {
            RemotePath file = RemotePath.of("f");
            tree.open(file, OpenOptions.createNew(04200)).close();
            assertThat(tree.stat(file).permissions()).hasValue(04200);
        }
    }

    /// OpenSSH's leaves them out.
    @ParameterizedTest
    @EnumSource
    void whatCannotBeLookedAtIsNamed(Way way) throws Exception {
        try (TempDir dir = TempDir.open();
                FileTree tree = way.open(dir.path())) {
            Path listed = Files.createDirectory(dir.resolve("listed"));
            Files.createFile(listed.resolve("f"));
            Files.setPosixFilePermissions(listed, PosixFilePermissions.fromString("rwxr--r--"));
            List<Entry> entries = tree.entries(RemotePath.of("listed"));
            assertThat(entries).extracting(Entry::name).containsExactly(Name.of("f"));
            assertThat(entries.getFirst().attributes().size()).isEmpty();
            FileType known = way == Way.JAIL ? FileType.FILE : FileType.UNKNOWN;
            assertThat(entries.getFirst().attributes().type()).isEqualTo(known);
        }
    }

    /// There the mode comes first, and so a file of ours would run as us for everybody.
    @ParameterizedTest
    @EnumSource
    void setuidThatWasMeantForAnotherOwnerIsNotGivenToOurs(Way way) throws Exception {
        try (TempDir dir = TempDir.open();
                FileTree tree = way.open(dir.path())) {
            RemotePath file = RemotePath.of("f");
            tree.open(file, OpenOptions.createNew(0600)).close();
            Changes changes = Changes.ofOwner(0, 0).withPermissions(07755);
            assertThatThrownBy(() -> tree.setAttributes(file, changes)).isInstanceOf(Failed.class);
            assertThat(tree.stat(file).permissions()).hasValue(01755);
            tree.setAttributes(file, Changes.ofPermissions(04755));
            assertThat(tree.stat(file).permissions()).hasValue(04755);
        }
    }
}
