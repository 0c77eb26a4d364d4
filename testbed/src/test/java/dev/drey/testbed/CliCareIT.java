package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What there is to warn of about a connection is said once for each run and server, whatever is done
/// there.
@Timeout(120)
class CliCareIT {
    private static final String UNCHECKED = "was not checked";
    private static final String LEFT_OUT = "is not built in and is left out";

    private static Sshd sshd;

    private DreyProgram drey;

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
        Path nobody = drey.home().resolve("known_hosts");
        drey.configured("servers:\n"
                + DreyProgram.server("careful", sshd, ", kex: [curve25519-sha256]")
                + DreyProgram.server("old", sshd, ", hmac: [umac-128@openssh.com, hmac-sha2-256]")
                + DreyProgram.server("careless", sshd, ", strictHostKeyChecking: no, allowInsecureConnection: true")
                        .replace(sshd.knownHostsFile().toString(), nobody.toString()));
        for (String name : new String[] {"a", "b", "c"})
            Files.writeString(drey.work().resolve(name), name);
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

    @Test
    void anUncheckedHostIsSaidOnceOnEveryCommand() {
        Run put = fine("put", "a", "b", "c", "careless:");
        assertThat(put.err()).containsOnlyOnce(UNCHECKED).contains("drey: warning: careless: ");
        assertThat(fine("ls", "careless:").err()).containsOnlyOnce(UNCHECKED);
        assertThat(fine("stat", "careless:a").err()).containsOnlyOnce(UNCHECKED);
        assertThat(fine("rm", "careless:a").err()).containsOnlyOnce(UNCHECKED);
        Run json = fine("ls", "--json", "careless:");
        assertThat(json.out()).doesNotContain(UNCHECKED);
        assertThat(json.err()).containsOnlyOnce(UNCHECKED);
        assertThat(fine("ls", "careful:").err()).isEmpty();
    }

    @Test
    void theSummaryForProgramsCarriesIt() {
        String summary = fine("put", "--json", "a", "careless:").lines().getLast();
        assertThat(summary).contains("\"warnings\":[\"careless: ", UNCHECKED);
        assertThat(fine("put", "--json", "a", "careful:").lines().getLast()).contains("\"warnings\":[]");
    }

    @Test
    void anAlgorithmThatIsLeftOutIsSaidToo() {
        assertThat(fine("put", "a", "old:").err()).containsOnlyOnce(LEFT_OUT).contains("umac-128@openssh.com");
    }
}
