package dev.drey.testbed;

import java.nio.file.Path;

/// A real ssh-agent of a test's own.
final class SshAgent implements AutoCloseable {
    private final Child child;
    private final Path socket;

    private SshAgent(Child child, Path socket) {
        this.child = child;
        this.socket = socket;
    }

    static SshAgent start(Path socket) {
        Child child = Child.daemon(
                "ssh-agent", Path.of(socket + ".log"), java.util.List.of("ssh-agent", "-D", "-a", socket.toString()));
        org.awaitility.Awaitility.await().until(() -> java.nio.file.Files.exists(socket));
        return new SshAgent(child, socket);
    }

    Path socket() {
        return socket;
    }

    void add(KeyFile key) {
        Child.run(
                "env",
                "SSH_AUTH_SOCK=" + socket,
                "ssh-add",
                "-q",
                key.privateKey().toString());
    }

    void removeAll() {
        Child.run("env", "SSH_AUTH_SOCK=" + socket, "ssh-add", "-q", "-D");
    }

    @Override
    public void close() {
        child.close();
    }
}
