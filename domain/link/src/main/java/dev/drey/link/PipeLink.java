package dev.drey.link;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A link whose every SFTP channel is a child process of ours on pipes, such as
/// `/usr/lib/openssh/sftp-server`.
///
/// What a child writes to its standard error goes to ours.
public final class PipeLink implements Link {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CHANNELS = 10;

    private final List<String> command;
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    /// A link to what `command` starts; nothing is started yet.
    public PipeLink(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public Channel openSftp() throws Failed {
        if (!open)
            throw Failure.of(Failure.Code.CONNECTION_LOST, name() + ": the link is closed")
                    .thrown();
        channels.removeIf(channel -> !channel.isOpen());
        if (channels.size() >= CHANNELS) {
            throw Failure.of(Failure.Code.LIMIT_EXCEEDED, name() + ": " + CHANNELS + " channels are open already")
                    .thrown();
        }
        Process process = start();
        Channel channel =
                new PipeChannel(name(), process.getInputStream(), process.getOutputStream(), () -> end(process), LIMIT);
        channels.add(channel);
        if (!open) channel.close();
        return channel;
    }

    private Process start() throws Failed {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException missing) {
            throw Failure.of(Failure.Code.NO_SFTP_SUBSYSTEM, name() + " cannot be started: " + missing.getMessage())
                    .thrown(missing);
        }
    }

    /// Asks the process to end, and makes it end when it has not after 2 s. Returns at once.
    private static void end(Process process) {
        process.destroy();
        Thread.ofVirtual().name("end of process " + process.pid()).start(() -> {
            try {
                if (!process.waitFor(2, TimeUnit.SECONDS)) process.destroyForcibly();
            } catch (InterruptedException hurried) {
                process.destroyForcibly();
            }
        });
    }

    @Override
    public Optional<Exec> exec() {
        return Optional.empty();
    }

    @Override
    public LinkInfo info() {
        return LinkInfo.ofPipes(name());
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        channels.forEach(Channel::close);
        channels.clear();
    }

    private String name() {
        return command.getFirst();
    }
}
