package dev.drey.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure;
import dev.drey.sftp.wire.StatusCode;
import org.junit.jupiter.api.Test;

/// What `docs/protocol/sftp-server.md` says of statuses, where the table of two servers has no case.
class StatusesTest {
    private static StatusCode code(Failure.Code code) {
        return FakeClient.status(Statuses.of(1, Failure.of(code, "words")));
    }

    @Test
    void aReadOnlyFileSystemIsDenied() {
        assertThat(code(Failure.Code.READ_ONLY)).isEqualTo(StatusCode.PERMISSION_DENIED);
    }

    /// As a rename to another file system.
    @Test
    void whatCannotBeDoneAtAllIsUnsupported() {
        assertThat(code(Failure.Code.UNSUPPORTED)).isEqualTo(StatusCode.OP_UNSUPPORTED);
    }

    @Test
    void noCodeIsBeyondThoseOfVersionThree() {
        for (Failure.Code one : Failure.Code.values())
            assertThat(code(one).number()).isBetween(1, 8);
    }
}
