package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Programs that test disks, on the door mounted by sshfs: what they wrote in any order is what they read.
@Timeout(180)
class DoorLoadIT {
    private static final HubFixture HUB = HubFixture.start();

    @AfterAll
    static void stop() {
        HUB.close();
    }

    private interface Load {
        void on(Path folder, Path work) throws Exception;
    }

    private static Stream<DynamicTest> everywhere(String name, Load load) {
        Map<String, String> places = Map.of("box", "/", "local", HUB.rw().toString());
        return places.entrySet().stream()
                .map(place -> DynamicTest.dynamicTest(name + " on " + place.getKey(), () -> {
                    DoorLogin login = HUB.byKey(HUB.admin(), place.getKey());
                    try (TempDir work = TempDir.create();
                            SshfsClient.Mount mount = SshfsClient.Mount.of(login, place.getValue(), work.path())) {
                        load.on(Files.createDirectory(mount.at(name)), work.path());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> fioWritesAnywhereAndVerifies() {
        return everywhere("fio", (folder, work) -> {
            List<String> command = new ArrayList<>(List.of("fio", "--name=door", "--directory=" + folder));
            command.addAll(List.of("--rw=randwrite", "--bs=16k", "--size=64m", "--verify=crc32c", "--do_verify=1"));
            command.addAll(List.of("--end_fsync=1", "--verify_fatal=1"));
            String said = DoorClient.said(work, List.of(), command).fine();
            assertThat(said).contains("err= 0").containsPattern("READ: .*io=64\\.0MiB");
            assertThat(Files.size(folder.resolve("door.0.0"))).isEqualTo(64 << 20);
        });
    }

    @TestFactory
    Stream<DynamicTest> stressNgVerifiesWhatItWrites() {
        return everywhere("stress-ng", (folder, work) -> {
            List<String> command = new ArrayList<>(List.of("stress-ng", "--temp-path", folder.toString(), "--verify"));
            command.addAll(List.of("--hdd", "1", "--hdd-bytes", "4M", "--hdd-ops", "200"));
            String said = DoorClient.said(work, List.of(), command).fine();
            assertThat(said).contains("successful run completed").doesNotContain("fail:");
        });
    }
}
