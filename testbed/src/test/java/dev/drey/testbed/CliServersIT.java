package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `drey servers`: names come into the configuration file and go, and everything else in it stays.
@Timeout(240)
class CliServersIT {
    private static Sshd sshd;

    private DreyProgram drey;
    private Path file;
    private String before;

    @BeforeAll
    static void startServer() {
        sshd = Sshd.start();
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    @BeforeEach
    void begin() throws IOException {
        drey = new DreyProgram();
        before = """
            # Mine, and I like it so.
            defaultServer: box

            servers:
              # The one in the cellar.
            """ + DreyProgram.server("box", sshd, "") + """
              plain:   # written out
                host: plain.example.com
                # its port
                port: 2222

            transfer: { concurrency: 4 } # enough
            """;
        drey.configured(before);
        file = drey.home().resolve(".config/drey/config.yaml");
    }

    @AfterEach
    void end() {
        drey.close();
    }

    private Run fine(String... words) {
        Run run = drey.run(words);
        assertThat(run.exit()).as("%s", run).isZero();
        return run;
    }

    private void fails(int exit, String said, String... words) throws IOException {
        String text = Files.readString(file);
        Run run = drey.run(words);
        assertThat(run.exit()).as("%s", run).isEqualTo(exit);
        assertThat(run.out() + run.err()).contains(said);
        assertThat(file).hasContent(text);
    }

    private void assertPrivate() throws IOException {
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void serversAreListedAndTheDefaultIsMarked() {
        assertThat(fine("servers").lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("box")
                        .contains(sshd.user() + "@" + sshd.host() + ":" + sshd.port())
                        .contains("(default)"));
        assertThat(fine("servers", "list", "--json").out())
                .contains("\"name\":\"plain\"")
                .contains("\"port\":2222")
                .contains("\"default\":true");
        drey.mkdir(".ssh");
        drey.write(".ssh/config", "Host fromssh *.wild\n HostName h.example.com\n");
        assertThat(fine("servers", "list").out()).contains("fromssh").doesNotContain("wild");
    }

    @Test
    void oneThatIsAddedCanBeUsedAndNothingElseChanges() throws IOException {
        fine(
                "servers",
                "add",
                "Fresh",
                "host=" + sshd.host(),
                "port=" + sshd.port(),
                "username=" + sshd.user(),
                "privateKey=" + sshd.clientKey().privateKey(),
                "knownHostsFile=" + sshd.knownHostsFile());
        String after = Files.readString(file);
        assertThat(after).contains("fresh:");
        assertThat(after.lines().toList()).containsAll(before.lines().toList());
        assertPrivate();
        assertThat(fine("servers", "test", "fresh").out()).contains("fresh: ok").contains("OpenSSH");
        fine("servers", "remove", "fresh");
        assertThat(file).hasContent(before);
        assertPrivate();
    }

    @Test
    void oneThatIsRemovedTakesItsOwnLinesAlong() throws IOException {
        fine("servers", "remove", "plain");
        assertThat(file)
                .content()
                .contains("# Mine, and I like it so.", "# The one in the cellar.", "concurrency: 4 } # enough")
                .doesNotContain("plain")
                .doesNotContain("its port");
        fine("ls", "box:");
        fails(1, "defaultServer", "servers", "remove", "box");
        fails(1, "there is no server 'boxx'", "servers", "remove", "boxx");
        fails(1, "there is no server", "servers", "remove", "plain", "box");
    }

    @Test
    void theLastOneMayGoAndTheFirstMayCome() throws IOException {
        drey.configured("# only this\nservers:\n  one: { host: one.example.com }\n");
        fine("servers", "remove", "one");
        assertThat(file).hasContent("# only this\nservers: {}");
        fine("servers", "add", "two", "host=two.example.com");
        assertThat(file).content().contains("# only this").contains("two.example.com");
        drey.configured("# nothing yet\n");
        fine("servers", "add", "three", "host=three.example.com");
        assertThat(file).content().contains("# nothing yet").contains("three.example.com");
        Files.delete(file);
        fine("servers", "add", "four", "host=four.example.com");
        assertThat(fine("servers").out()).contains("four.example.com");
        assertPrivate();
    }

    @Test
    void aFileThatIsWrittenOtherwiseIsWrittenAnewAndTheOldOneKept() throws IOException {
        String flow = "# mine\nservers: { one: { host: one.example.com } }\n";
        drey.configured(flow);
        Run run = fine("servers", "add", "two", "host=two.example.com");
        assertThat(run.err()).contains("config.yaml.bak");
        assertThat(fine("servers").out()).contains("one.example.com").contains("two.example.com");
        Path old = file.resolveSibling("config.yaml.bak");
        assertThat(old).hasContent(flow);
        assertThat(Files.getPosixFilePermissions(old)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aConfigurationBehindALinkStaysThere() throws IOException {
        Path real = Files.move(file, drey.home().resolve("real.yaml"));
        Files.createSymbolicLink(file, real);
        fine("servers", "add", "two", "host=two.example.com");
        assertThat(file).isSymbolicLink();
        assertThat(real).content().contains("two.example.com");
    }

    @Test
    void namesAndFieldsAreChecked() throws IOException {
        fails(1, "already", "servers", "add", "box", "host=h");
        fails(1, "already", "servers", "add", "BOX", "host=h");
        for (String name : new String[] {"a:b", "-x", "a/b", "", "x".repeat(64), "ümlaut", "a b"}) {
            fails(2, "name", "servers", "add", "--", name, "host=h");
        }
        fails(2, "host", "servers", "add", "two", "port=22");
        fails(2, "hosst", "servers", "add", "two", "hosst=h");
        fails(2, "port", "servers", "add", "two", "host=h", "port=eleven");
        fails(2, "FIELD=VALUE", "servers", "add", "two", "h");
        fails(2, "add", "servers", "add");
        fails(2, "not 'frobnicate'", "servers", "frobnicate");
        fails(0, "two", "servers", "add", "--dry-run", "two", "host=h");
    }

    @Test
    void oneThatCannotBeReachedFailsTheTestAndNotTheOthers() {
        Run run = drey.run("servers", "test", "-o", "readyTimeout=5s", "plain", "box", "none");
        assertThat(run.exit()).as("%s", run).isNotZero();
        assertThat(run.out()).contains("box: ok");
        assertThat(run.err()).contains("plain.example.com").contains("none");
    }

    @Test
    void hostsOfSshConfigAndRemotesOfRcloneAreImportedOnce() throws IOException {
        drey.mkdir(".ssh");
        drey.write(".ssh/config", "Host Web-1 box *.wild\n HostName h.example.com\nHost we%rd\n HostName x\n");
        Run ssh = fine("servers", "import", "ssh_config");
        assertThat(ssh.err()).contains("imported web-1").contains("we%rd: left out");
        assertThat(file)
                .content()
                .contains("web-1:", "# The one in the cellar.")
                .doesNotContain("wild");
        drey.write("work/rclone.conf", """
            # comment
            [My NAS]
            type = sftp
            host = nas.example.com
            user = ana
            port = 2200
            key_file = ~/.ssh/nas
            pass = 4pF9sEcReT

            [bucket]
            type = s3
            host = no
            """);
        Run rclone = fine("servers", "import", "rclone.conf", "rclone.conf");
        assertThat(rclone.err()).contains("imported my-nas").contains("password is not imported");
        assertThat(file)
                .content()
                .contains("nas.example.com", "2200", "~/.ssh/nas", "# its port")
                .doesNotContain("4pF9sEcReT")
                .doesNotContain("bucket");
        assertThat(fine("servers").out()).contains("ana@nas.example.com:2200");
        assertPrivate();
        assertThat(fine("servers", "import", "rclone.conf", "rclone.conf").err())
                .contains("nothing new");
        fails(1, "gone", "servers", "import", "rclone.conf", "gone");
        fails(2, "lftp", "servers", "import", "lftp");
    }
}
