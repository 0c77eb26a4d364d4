package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The table of ARCHITECTURE.md is the law: no arrow between rooms that it lacks, and no circle.
class RoomsTest {
    private static final Map<String, Set<String>> TABLE = table();

    private static Map<String, Set<String>> table() {
        Map<String, Set<String>> table = new TreeMap<>();
        table.put("files", Set.of());
        // A channel fails with the failures of `files`: see docs/decisions.
        table.put("link", Set.of("files"));
        for (String room : List.of("hostkeys", "access", "device", "disk")) table.put(room, Set.of("files"));
        table.put("sftp", Set.of("files", "link"));
        table.put("ssh", Set.of("files", "link", "hostkeys"));
        table.put("session", Set.of("device", "files", "link", "hostkeys"));
        table.put("transfer", Set.of("files"));
        table.put("sync", Set.of("transfer", "files"));
        table.put("events", Set.of("session", "device", "transfer", "sync", "files", "hostkeys"));
        table.put(
                "operations", Set.of("session", "transfer", "sync", "device", "access", "events", "files", "hostkeys"));
        table.put("tunnel", Set.of("ssh", "link", "device", "files", "hostkeys"));
        table.put("store", Set.of("device", "access", "session", "transfer", "operations", "files"));
        Set<String> gateway =
                Set.of("operations", "events", "session", "transfer", "sync", "device", "access", "hostkeys", "files");
        for (String room : List.of("cli", "mcp", "websocket", "web")) table.put(room, gateway);
        table.put("control", with(gateway, "link"));
        table.put("door", Set.of("ssh", "sftp", "operations", "access", "files", "link"));
        table.put("agent", Set.of("tunnel", "ssh", "sftp", "disk", "hostkeys", "device", "files", "link"));
        Set<String> everything = new TreeSet<>(table.keySet());
        everything.remove("agent");
        table.put("drey", Set.copyOf(everything));
        everything.addAll(List.of("drey", "agent"));
        table.put("testbed", Set.copyOf(everything));
        table.put("bench", with(everything, "testbed"));
        return table;
    }

    private static Set<String> with(Set<String> rooms, String one) {
        Set<String> more = new TreeSet<>(rooms);
        more.add(one);
        return Set.copyOf(more);
    }

    /// All rooms but bench, which is compiled behind this one.
    private static List<Path> classFolders() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path module : Checkout.modules()) {
            if (!module.endsWith("bench")) folders.add(module.resolve("target/classes"));
        }
        return folders;
    }

    @Test
    void everyRoomIsFound() throws IOException {
        assertThat(classFolders())
                .hasSizeGreaterThanOrEqualTo(13)
                .allSatisfy(folder -> assertThat(folder).isDirectoryRecursivelyContaining("glob:**.class"));
        assertThat(TABLE.keySet())
                .containsAll(Arrows.of(classFolders()).byRoom().uses().keySet());
    }

    @Test
    void noArrowIsMissingInTheTable() throws IOException {
        assertThat(Arrows.of(classFolders()).byRoom().beyond(TABLE)).isEmpty();
    }

    @Test
    void noRoomsAndNoPackagesFormACircle() throws IOException {
        Arrows arrows = Arrows.of(classFolders());
        assertThat(arrows.byRoom().circle()).isEmpty();
        assertThat(arrows.circle()).isEmpty();
    }

    @Test
    void theTableItselfHasNoCircle() {
        assertThat(new Arrows(TABLE).circle()).isEmpty();
    }

    @Test
    void aForbiddenArrowIsFound(@TempDir Path folder) throws IOException {
        write(folder, "dev.drey.transfer.Sneaky", "dev.drey.ssh.Dialler");
        assertThat(Arrows.of(List.of(folder)).byRoom().beyond(TABLE)).containsExactly("transfer -> ssh");
    }

    @Test
    void anUnknownRoomMayUseNothing(@TempDir Path folder) throws IOException {
        write(folder, "dev.drey.common.Drawer", "dev.drey.files.Name");
        assertThat(Arrows.of(List.of(folder)).byRoom().beyond(TABLE)).containsExactly("common -> files");
    }

    @Test
    void aCircleOfPackagesInOneRoomIsFound(@TempDir Path folder) throws IOException {
        write(folder, "dev.drey.sftp.wire.Packet", "dev.drey.sftp.client.SftpTree");
        write(folder, "dev.drey.sftp.client.SftpTree", "dev.drey.sftp.wire.Packet");
        Arrows arrows = Arrows.of(List.of(folder));
        assertThat(arrows.byRoom().circle()).isEmpty();
        assertThat(arrows.circle()).containsExactly("sftp.client", "sftp.wire", "sftp.client");
    }

    /// A class with one method, whose only trace of the other room is the type it returns.
    private static void write(Path folder, String name, String used) throws IOException {
        byte[] bytes = ClassFile.of()
                .build(
                        ClassDesc.of(name),
                        type -> type.withMethod(
                                "uses", MethodTypeDesc.of(ClassDesc.of(used)), ClassFile.ACC_ABSTRACT, method -> {}));
        Files.write(folder.resolve(name + ".class"), bytes);
    }
}
