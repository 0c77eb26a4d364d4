package dev.drey.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.RemotePath;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AuditedTest {
    private static Audited line(String words, RemotePath path) {
        return new Audited(
                Instant.EPOCH,
                words,
                words,
                words,
                words,
                words,
                Optional.of(path),
                Optional.of(path),
                OptionalLong.empty(),
                words,
                Optional.of(words),
                words);
    }

    @Test
    void whateverSomebodySaysALineStaysSmall() {
        Audited line = line("x".repeat(1 << 20), RemotePath.of("/" + "p".repeat(1 << 15)));
        assertThat(line.detail()).isEqualTo("x".repeat(1024) + "…");
        assertThat(line.path().orElseThrow().display()).isEqualTo("/" + "p".repeat(4095) + "…");
        assertThat(line.size()).isLessThan(20_000);
        assertThat(line.toString().length()).isLessThan(20_000);
    }

    @Test
    void aLetterIsNotCutInTwoAndWhatFitsStays() {
        Audited line = line("x".repeat(1023) + "😀", RemotePath.of("/a"));
        assertThat(line.user()).isEqualTo("x".repeat(1023) + "…");
        assertThat(line("x".repeat(1022) + "😀", RemotePath.of("/a")).user()).isEqualTo("x".repeat(1022) + "😀");
        assertThat(line.path()).contains(RemotePath.of("/a"));
    }
}
