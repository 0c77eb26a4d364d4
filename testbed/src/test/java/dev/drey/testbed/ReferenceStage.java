package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What an example of the reference plays on: the machines it names, all on one port as its text has it, and a `drey`
/// whose operator has trusted their keys and lets callers name the key file.
final class ReferenceStage implements AutoCloseable {
    private final DreyProgram drey = new DreyProgram();
    private final int port = Ports.free();
    private final List<FarMachine> machines = new ArrayList<>();
    private final StringBuilder servers = new StringBuilder();
    private boolean trusting = true;

    DreyProgram drey() {
        return drey;
    }

    int port() {
        return port;
    }

    /// Where relative paths of this machine start, and which may be touched.
    Path work() {
        return drey.work();
    }

    /// The key that lets in everywhere.
    static Path key() {
        return KeyFile.client().privateKey();
    }

    /// The next machine, whose account is let in by [#key()].
    ///
    /// @param home where its relative paths start
    FarMachine machine(String user, String home) {
        return machine(user, "unused", home);
    }

    FarMachine machine(String user, String password, String home) {
        return took(FarMachine.start(address(), port, user, password, home));
    }

    /// One with a disk of that many KiB at `/small`.
    FarMachine machineWithSmallDisk(String user, int kib) {
        return took(FarMachine.withSmallDisk(address(), port, user, kib));
    }

    private FarMachine took(FarMachine machine) {
        machines.add(machine);
        return machine;
    }

    /// Of the next machine.
    String address() {
        return "127.0.0." + (machines.size() + 2);
    }

    /// Makes a machine known to the operator by a name.
    ReferenceStage named(String name, FarMachine machine, String more) {
        servers.append("  ").append(name).append(": { host: ").append(machine.address());
        servers.append(", port: ")
                .append(port)
                .append(", username: ")
                .append(machine.sshd().user());
        servers.append(", privateKey: ").append(key()).append(more).append(" }\n");
        return this;
    }

    /// The operator has trusted nobody's key.
    ReferenceStage withoutTrust() {
        trusting = false;
        return this;
    }

    /// Runs an example's program to its end, after which the machines are as it left them.
    DreyProgram.Run run(ReferenceProgram program) {
        trust(trusting ? machines : List.of());
        configure();
        return program.run(drey);
    }

    /// Runs a program that is no example, as it stands.
    DreyProgram.Run run(String program) {
        trust(machines);
        configure();
        return ReferenceProgram.run(drey, program);
    }

    /// The operator writes the configuration down.
    private void configure() {
        drey.configured("mcp: { keyFiles: [" + key() + "] }\nconsole: { localCommands: [tar] }\n"
                + (servers.isEmpty() ? "" : "servers:\n" + servers));
    }

    /// The operator trusts the keys of all machines.
    void trust() {
        trust(machines);
    }

    /// The operator trusts these machines' keys, and no others.
    private void trust(List<FarMachine> known) {
        drey.mkdir(".ssh");
        StringBuilder lines = new StringBuilder();
        for (FarMachine machine : known)
            lines.append(String.join("\n", machine.knownHosts())).append('\n');
        drey.write(".ssh/known_hosts", lines.toString());
    }

    /// A file of this machine below [#work()], and the folders above it.
    Path file(String name, String content) {
        try {
            Path file = work().resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The files below a folder by their paths from there, with their contents.
    static Map<String, String> tree(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            Map<String, String> files = new TreeMap<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The only entry of a folder that begins so.
    static Path only(Path folder, String start) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> found = all.filter(one -> one.getFileName().toString().startsWith(start))
                    .toList();
            if (found.size() != 1) throw new AssertionError(found + " in " + folder);
            return found.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (drey) {
            machines.forEach(FarMachine::close);
        }
    }
}
