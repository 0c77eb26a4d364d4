package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Ten clients that nobody here wrote, at the door of a hub that really runs: each in every place, and
/// what they leave is looked at on the disk behind it. A client that is not installed fails.
@Timeout(120)
class DoorClientsIT {
    private static final int SIZE = 3 * 1024 * 1024 + 17;
    private static final List<DoorClient> CLIENTS = List.of(
            new SftpClient(),
            new ScpClient(),
            new PsftpClient(),
            new LftpClient(),
            new RcloneClient(),
            new SshfsClient(),
            new PythonClient("paramiko"),
            new PythonClient("asyncssh"),
            new JschClient(),
            new SshjClient());

    private static final HubFixture HUB = HubFixture.start();
    private static final byte[] BYTES = bytes();

    /// Where a client works.
    ///
    /// @param login how it comes in there
    /// @param shown the folder as the door shows it
    /// @param disk the same folder on this machine
    private record Place(String name, DoorLogin login, String shown, Path disk) {
        /// A folder of one test's own.
        Place of(String test) throws IOException {
            Path folder = disk.resolve((test + " in " + name).replaceAll("[ ']", "-"));
            Files.createDirectory(folder);
            return new Place(name, login, shown.replaceFirst("/$", "") + "/" + folder.getFileName(), folder);
        }

        String at(String file) {
            return shown + "/" + file;
        }

        Path on(String file) {
            return disk.resolve(file);
        }
    }

    /// Each client so meets a server and the local disk, each as a folder and alone, and each way to log in.
    private static List<Place> places() {
        HubUser ana = HUB.admin();
        return List.of(
                new Place("a server's folder", HUB.byKey(ana, ""), "/box", HUB.box()),
                new Place("the disk's folder", HUB.bySecret(ana, "", ana.password()), "/local" + HUB.rw(), HUB.rw()),
                new Place("a server alone", HUB.bySecret(ana, "box", ana.token()), "/", HUB.box()),
                new Place("the disk alone", HUB.byKey(ana, "local"), HUB.rw().toString(), HUB.rw()));
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[SIZE];
        new Random(4).nextBytes(bytes);
        return bytes;
    }

    @AfterAll
    static void stop() {
        HUB.close();
    }

    @TestFactory
    Stream<DynamicTest> everyClientInEveryPlace() {
        return CLIENTS.stream()
                .flatMap(client -> places().stream()
                        .map(place -> DynamicTest.dynamicTest(
                                client.name() + ": " + place.name() + ", " + place.login(),
                                () -> walk(client, place.of(client.name())))));
    }

    private static void walk(DoorClient client, Place place) throws Exception {
        try (TempDir work = TempDir.create()) {
            Path source = Files.write(work.resolve("source"), BYTES);
            Path back = work.resolve("back");
            String said = client.run(
                    place.login(),
                    List.of(new Errand.Put(source, place.at("first")), new Errand.Get(place.at("first"), back)),
                    fresh(work, "carries"));
            assertThat(Files.readAllBytes(place.on("first"))).as(said).isEqualTo(BYTES);
            assertThat(Files.readAllBytes(back)).as(said).isEqualTo(BYTES);
            if (client.can(new Errand.Rename("", ""))) keepsHouse(client, place, work);
            if (client.can(new Errand.PutOn(source, ""))) goesOn(client, place, work);
        }
    }

    private static Path fresh(TempDir work, String name) throws IOException {
        return Files.createDirectory(work.resolve(name));
    }

    private static void keepsHouse(DoorClient client, Place place, TempDir work) throws Exception {
        Files.writeString(place.on("third"), "to be removed");
        List<Errand> errands = List.of(
                new Errand.Look(place.shown()),
                new Errand.Rename(place.at("first"), place.at("second")),
                new Errand.Remove(place.at("third")));
        assertThat(client.run(place.login(), errands, fresh(work, "keeps-house")))
                .contains("first", "third");
        assertThat(place.on("first")).doesNotExist();
        assertThat(place.on("third")).doesNotExist();
        assertThat(Files.readAllBytes(place.on("second"))).isEqualTo(BYTES);
    }

    private static void goesOn(DoorClient client, Place place, TempDir work) throws Exception {
        byte[] begun = Arrays.copyOf(BYTES, 1_000_001);
        // The part that is there differs from the source, which shows that it was gone on from and not begun again.
        begun[7]++;
        byte[] wanted = BYTES.clone();
        wanted[7]++;
        Files.write(place.on("begun"), begun);
        Path begunHere = Files.write(work.resolve("begun"), begun);
        List<Errand> errands = List.of(
                new Errand.PutOn(work.resolve("source"), place.at("begun")),
                new Errand.GetOn(place.at("second"), begunHere));
        String said = client.run(place.login(), errands, fresh(work, "goes-on"));
        assertThat(Files.readAllBytes(place.on("begun"))).as(said).isEqualTo(wanted);
        assertThat(Files.readAllBytes(begunHere)).as(said).isEqualTo(wanted);
    }

    /// Two folders of files, of which some change between two runs.
    private static void tree(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("deep/er"));
        Files.write(folder.resolve("large"), BYTES);
        Files.writeString(folder.resolve("deep/er/small"), "small");
        Files.writeString(folder.resolve("deep/with spaces, and 'quotes'"), "quoted");
        Files.createFile(folder.resolve("empty"));
    }

    private static void assertSame(Path one, Path other) {
        assertThat(DiskState.of(one).lines()).isEqualTo(DiskState.of(other).lines());
    }

    @TestFactory
    Stream<DynamicTest> lftpMirrorsUpAndDown() {
        return each("lftp mirror", (place, work) -> {
            Path source = fresh(work, "source");
            tree(source);
            String up = "mirror -R --delete " + source + "/ " + place.at("up") + "/";
            LftpClient.commands(place.login(), up, work.path());
            assertSame(place.on("up"), source);
            Files.delete(source.resolve("empty"));
            Files.writeString(source.resolve("large"), "smaller");
            LftpClient.commands(place.login(), up, work.path());
            assertSame(place.on("up"), source);
            Path down = work.resolve("down");
            LftpClient.commands(place.login(), "mirror -P 3 " + place.at("up") + "/ " + down + "/", work.path());
            assertSame(down, source);
        });
    }

    @TestFactory
    Stream<DynamicTest> rcloneSyncsAndChecks() {
        return each("rclone sync and check", (place, work) -> {
            Path source = fresh(work, "source");
            tree(source);
            String there = RcloneClient.THERE + place.at("synced");
            rclone(place, work, "sync", source.toString(), there);
            assertSame(place.on("synced"), source);
            Files.delete(source.resolve("empty"));
            Files.writeString(source.resolve("deep/er/small"), "smaller still");
            rclone(place, work, "sync", source.toString(), there);
            assertSame(place.on("synced"), source);
            assertThat(rclone(place, work, "check", "--download", source.toString(), there))
                    .contains("0 differences found");
            Path back = work.resolve("synced");
            rclone(place, work, "sync", there, back.toString());
            assertSame(back, source);
        });
    }

    @TestFactory
    Stream<DynamicTest> rcloneBisyncs() {
        return each("rclone bisync", (place, work) -> {
            Path near = fresh(work, "near");
            tree(near);
            Path far = Files.createDirectory(place.on("bisynced"));
            String there = RcloneClient.THERE + place.at("bisynced");
            rclone(place, work, "bisync", "--resync", near.toString(), there);
            assertSame(far, near);
            Files.writeString(near.resolve("from-here"), "here");
            Files.writeString(far.resolve("from-there"), "there");
            rclone(place, work, "bisync", near.toString(), there);
            assertSame(far, near);
            assertThat(near.resolve("from-there")).hasContent("there");
            assertThat(far.resolve("from-here")).hasContent("here");
        });
    }

    private static String rclone(Place place, TempDir work, String... words) {
        return RcloneClient.command(place.login(), work.path(), List.of(words));
    }

    private interface Trial {
        void of(Place place, TempDir work) throws Exception;
    }

    private static Stream<DynamicTest> each(String name, Trial trial) {
        return places().stream()
                .map(place -> DynamicTest.dynamicTest(name + ": " + place.name() + ", " + place.login(), () -> {
                    try (TempDir work = TempDir.create()) {
                        trial.of(place.of(name), work);
                    }
                }));
    }

    @Test
    void sshfsMountsCopiesRenamesAndRemovesTrees() throws Exception {
        try (TempDir work = TempDir.create()) {
            Path source = fresh(work, "source");
            tree(source);
            try (SshfsClient.Mount mount = SshfsClient.Mount.of(HUB.byKey(HUB.admin(), ""), "/", work.path())) {
                for (Path there : List.of(HUB.box(), HUB.rw())) {
                    boolean server = there.equals(HUB.box());
                    Path seen = mount.at(server ? "box" : "local" + HUB.rw());
                    Child.run(
                            "cp",
                            "-r",
                            source.toString(),
                            seen.resolve("copied").toString());
                    assertSame(there.resolve("copied"), source);
                    Child.run(
                            "mv",
                            seen.resolve("copied").toString(),
                            seen.resolve("moved").toString());
                    assertThat(there.resolve("copied")).doesNotExist();
                    Child.run(
                            "diff",
                            "-r",
                            source.toString(),
                            seen.resolve("moved").toString());
                    Child.run("rm", "-r", seen.resolve("moved").toString());
                    assertThat(there.resolve("moved")).doesNotExist();
                }
            }
        }
    }
}
