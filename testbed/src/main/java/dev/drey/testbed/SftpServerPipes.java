package dev.drey.testbed;

import dev.drey.link.Channel;
import dev.drey.link.Exec;
import dev.drey.link.Link;
import dev.drey.link.LinkInfo;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// OpenSSH's `sftp-server` as child processes on pipes, without SSH: a link whose every channel is one process.
///
/// Closing kills all of them.
public final class SftpServerPipes implements Link {
    private final TempDir dir = TempDir.create();
    private final List<String> command;
    private final ConcurrentLinkedQueue<Child> children = new ConcurrentLinkedQueue<>();
    private volatile boolean open = true;

    private SftpServerPipes(List<String> command) {
        this.command = List.copyOf(command);
    }

    /// @param flags as in sftp-server(8): `-R` read only, `-u` umask, `-d` directory, `-P` requests refused
    public static SftpServerPipes start(String... flags) {
        return new SftpServerPipes(command(List.of(), flags));
    }

    /// Runs it as `nobody`, whom permissions bind (needs root).
    public static SftpServerPipes startAsNobody(String... flags) {
        return new SftpServerPipes(
                command(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), flags));
    }

    private static List<String> command(List<String> prefix, String... flags) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(SftpServer.PROGRAM, "-e"));
        words.addAll(List.of(flags));
        return words;
    }

    /// One more process, as streams.
    public Streams openStreams() {
        Child child = Child.onPipes("sftp-server", dir.resolve("log"), command);
        children.add(child);
        return new Streams(child);
    }

    @Override
    public Channel openSftp() {
        Streams streams = openStreams();
        return new StreamChannel(streams.fromServer(), streams.toServer(), streams::close);
    }

    @Override
    public Optional<Exec> exec() {
        return Optional.empty();
    }

    @Override
    public LinkInfo info() {
        return LinkInfo.ofPipes("sftp-server on pipes");
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /// What the processes have said on stderr.
    public String log() {
        return children.isEmpty() ? "" : children.peek().log();
    }

    /// Kills every process with SIGKILL; new channels still open.
    public void killServers() {
        children.forEach(Child::close);
    }

    /// Freezes every process (SIGSTOP).
    public void freeze() {
        children.forEach(child -> child.signal("STOP"));
    }

    /// Lets frozen processes go on.
    public void thaw() {
        children.forEach(child -> child.signal("CONT"));
    }

    @Override
    public void close() {
        open = false;
        killServers();
        dir.close();
    }

    /// One process and its two streams.
    public record Streams(Child child) implements AutoCloseable {
        public InputStream fromServer() {
            return child.process().getInputStream();
        }

        public OutputStream toServer() {
            return child.process().getOutputStream();
        }

        @Override
        public void close() {
            child.close();
        }
    }
}
