package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What ssh-audit says of the door's algorithms.
@Timeout(120)
class DoorAuditIT {
    @Test
    void sshAuditFindsNothingThatFails() {
        try (HubFixture hub = HubFixture.start();
                TempDir work = TempDir.create()) {
            List<String> command =
                    List.of("ssh-audit", "--no-colors", "--port", Integer.toString(hub.port()), Ports.HOST);
            String said = DoorClient.said(work.path(), List.of(), command).words();
            assertThat(said).contains("(kex)", "(key) ssh-ed25519", "kex-strict-s-v00@openssh.com");
            assertThat(said.lines().filter(line -> line.contains("[fail]"))).isEmpty();
        }
    }
}
