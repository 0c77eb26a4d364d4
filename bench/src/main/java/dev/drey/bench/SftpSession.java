package dev.drey.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// OpenSSH's `sftp`, connected once and told what to do line by line, as [Engine] is.
final class SftpSession implements Moving.Mover, AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Process process;
    private final OutputStream in;
    private final BufferedReader out;
    private int errands;

    SftpSession(Access access, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "sftp",
                        "-q",
                        "-F",
                        access.sshConfig().toString(),
                        "-P",
                        "" + access.port(),
                        "-b",
                        "-",
                        access.login())
                .redirectError(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        this.process = builder.start();
        this.in = process.getOutputStream();
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    @Override
    public void move(Errand errand) throws IOException {
        String done = "errand " + ++errands;
        String line = errand.kind().words() + " " + errand.from() + " " + errand.to();
        in.write((line + "\n!echo " + done + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
        CompletableFuture<Void> late = CompletableFuture.runAsync(
                process::destroyForcibly,
                CompletableFuture.delayedExecutor(LIMIT.toSeconds(), TimeUnit.SECONDS, Runnable::run));
        try {
            for (String said = out.readLine(); said != null; said = out.readLine()) if (said.equals(done)) return;
            throw new IOException("sftp ended within " + line);
        } finally {
            late.cancel(false);
        }
    }

    @Override
    public void close() throws IOException {
        try (in;
                out) {
            process.destroy();
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
