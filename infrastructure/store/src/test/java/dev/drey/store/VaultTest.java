package dev.drey.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.session.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
    private static final Secret SECRET = Secret.of("canary-ä-😀");

    @TempDir
    private Path dir = Path.of("");

    private Path key() {
        return dir.resolve("key");
    }

    private static Failed failed(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(Failed.class, call);
    }

    @Test
    void aSecretIsOpenedByTheKeyThatClosedIt() throws Exception {
        String sealed = Vault.open(key()).seal("web-1", "password", SECRET);
        assertThat(sealed).doesNotContain("canary");
        assertThat(Vault.open(key()).open("web-1", "password", sealed)).isEqualTo(SECRET);
    }

    @Test
    void theSameSecretIsNeverClosedTheSameWay() throws Exception {
        Vault vault = Vault.open(key());
        assertThat(vault.seal("a", "b", SECRET)).isNotEqualTo(vault.seal("a", "b", SECRET));
    }

    @Test
    void noSecretCanStandInForAnother() throws Exception {
        Vault vault = Vault.open(key());
        String sealed = vault.seal("web-1", "password", SECRET);
        assertThat(failed(() -> vault.open("web-2", "password", sealed)).code()).isEqualTo(Code.CHECKSUM_MISMATCH);
        assertThat(failed(() -> vault.open("web-1", "passphrase", sealed)).code())
                .isEqualTo(Code.CHECKSUM_MISMATCH);
        assertThat(failed(() -> vault.open("web-1", "password", sealed.substring(0, 30)))
                        .code())
                .isEqualTo(Code.CHECKSUM_MISMATCH);
    }

    @Test
    void theKeyIsMadeForItsOwnerAloneAndOnlyWhenItIsNeeded() throws Exception {
        Vault vault = Vault.open(key());
        assertThat(key()).doesNotExist();
        vault.seal("a", "b", SECRET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key())))
                .isEqualTo("rw-------");
        assertThat(Files.size(key())).isEqualTo(32);
    }

    @Test
    void aKeyThatCameMeanwhileIsTakenAndNotWrittenOver() throws Exception {
        Vault vault = Vault.open(key());
        byte[] theirs = new byte[32];
        theirs[3] = 7;
        Files.createFile(key(), Spots.OWNERS_FILE);
        Files.write(key(), theirs);
        String sealed = vault.seal("a", "b", SECRET);
        assertThat(Files.readAllBytes(key())).isEqualTo(theirs);
        assertThat(Vault.open(key()).open("a", "b", sealed)).isEqualTo(SECRET);
        try (var all = Files.list(dir)) {
            assertThat(all).containsExactly(key());
        }
    }

    @Test
    void whatIsNoBase64IsSaidToBeAltered() throws Exception {
        Vault vault = Vault.open(key());
        String sealed = vault.seal("a", "b", SECRET);
        assertThat(failed(() -> vault.open("a", "b", sealed + "*")).code()).isEqualTo(Code.CHECKSUM_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
    void aKeyThatOthersMayReadIsRefusedWithTheWayOut(String mode) throws Exception {
        Vault.open(key()).seal("a", "b", SECRET);
        Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString(mode));
        Failed failed = failed(() -> Vault.open(key()));
        assertThat(failed.code()).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(failed.getMessage()).contains("chmod 600 " + key());
    }

    @Test
    void aFileThatIsNoKeyIsRefused() throws Exception {
        Files.createFile(key(), Spots.OWNERS_FILE);
        Files.writeString(key(), "canary");
        Failed failed = failed(() -> Vault.open(key()));
        assertThat(failed.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(failed.getMessage()).contains(key().toString()).doesNotContain("canary");
    }
}
