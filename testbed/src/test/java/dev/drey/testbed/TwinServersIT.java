package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.files.FileTree;
import dev.drey.link.Link;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// The same requests to OpenSSH's `sftp-server` and to ours over a jail: the same answers and the same disk, but for
/// what [TwinDeviations] declares, each with its reason. A deviation that is none any more fails too.
@Timeout(60)
class TwinServersIT {
    private static final String DISK = "disk ";

    @TestFactory
    Stream<DynamicTest> everyRequestIsAnsweredAlike() {
        return TwinCases.all().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> alike(one.getKey(), one.getValue())));
    }

    private static void alike(String name, TwinCases.Case talk) throws Exception {
        Map<String, String> theirs = theirs(talk);
        Map<String, String> ours = ours(talk);
        Map<String, String> differences = new TreeMap<>();
        Map<String, String> all = new LinkedHashMap<>(theirs);
        all.putAll(ours);
        for (String step : all.keySet()) {
            String one = theirs.getOrDefault(step, "nothing");
            String other = ours.getOrDefault(step, "nothing");
            if (!one.equals(other)) differences.put(name + ": " + step, one + " -> " + other);
        }
        assertThat(differences).isEqualTo(TwinDeviations.of(name));
    }

    private static Map<String, String> theirs(TwinCases.Case talk) throws Exception {
        try (TempDir dir = TempDir.create();
                SftpServerPipes link = SftpServerPipes.start("-d", dir.path().toString())) {
            return lines(talk, link, dir.path());
        }
    }

    private static Map<String, String> ours(TwinCases.Case talk) throws Exception {
        try (TempDir dir = TempDir.create();
                FileTree jail = JailTree.open(List.of(AllowedPath.writable(dir.path())), List.of());
                OwnServer link = OwnServer.of(jail)) {
            return lines(talk, link, dir.path());
        }
    }

    private static Map<String, String> lines(TwinCases.Case talk, Link link, Path folder) throws Exception {
        TwinTalk twin;
        try (SftpTalk one = new SftpTalk(link.openSftp()).greeted()) {
            twin = new TwinTalk(one, folder);
            talk.run(twin);
        }
        Map<String, String> lines = new LinkedHashMap<>(twin.lines());
        DiskState.of(folder).lines().forEach((name, what) -> lines.put(DISK + name, what(folder, what)));
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                lines.put("inode " + folder.relativize(path), about(path));
            }
        }
        return lines;
    }

    private static String what(Path folder, String line) {
        return line.replace(folder.toString(), "HERE");
    }

    private static String about(Path path) throws Exception {
        var all = Files.readAttributes(path, "unix:mode,uid,gid,nlink", LinkOption.NOFOLLOW_LINKS);
        return new TreeMap<>(all).toString();
    }

    /// No case may lose its steps unnoticed.
    @Test
    void theTableIsLargeAndEveryDeviationIsOfOneOfItsCases() {
        assertThat(TwinCases.all()).hasSizeGreaterThan(30);
        assertThat(TwinDeviations.cases()).isSubsetOf(TwinCases.all().keySet());
    }
}
