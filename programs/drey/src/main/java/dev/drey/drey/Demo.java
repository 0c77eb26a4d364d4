package dev.drey.drey;

import dev.drey.cli.Console;
import dev.drey.events.Events;
import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.operations.Caller;
import dev.drey.operations.Operation;
import dev.drey.operations.Operations;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.session.Asker;
import dev.drey.session.Draft;
import dev.drey.session.Drafted;
import dev.drey.session.Owner;
import dev.drey.session.SessionListener;
import dev.drey.session.Sessions;
import dev.drey.session.Target;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.Options;
import dev.drey.transfer.TreeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The main job on an embedded server: send, list, fetch, compare, in a temporary home that is removed afterwards.
final class Demo {
    private static final int BIG = 64 << 20;
    private static final int SMALL_FILES = 200;

    private final Console console;
    private final Path home;
    private final Operations operations;
    private final Caller caller = new Caller(Owner.PROCESS, Asker.NOBODY);
    private final Target target;
    private final Path server;

    private Demo(Console console, Path home, DemoServer server) throws Failed {
        this.console = console;
        this.home = home;
        this.server = home.resolve("server");
        Console inside =
                new Console(console.in(), console.out(), console.err(), false, false, false, Map.of(), home, home);
        ServerConnector connector = new ServerConnector(Homes.of(inside), LocalDisk.whole(home), Map.of());
        this.operations = new Operations(
                new Sessions(connector, SessionListener.NOBODY),
                new Events(),
                new Trusting(connector),
                new Operations.Settings(home.resolve("state"), Bandwidth.UNLIMITED, 8));
        this.target = target(server);
    }

    private Target target(DemoServer running) throws Failed {
        Draft draft = new Draft("demo", Draft.Expansion.NONE);
        draft.set("host", "127.0.0.1");
        draft.set("port", running.port());
        draft.set("username", "demo");
        draft.set("password", running.password());
        draft.set("knownHostsFile", home.resolve("known_hosts").toString());
        draft.set("strictHostKeyChecking", TrustPolicy.YES.name().toLowerCase(Locale.ROOT));
        draft.set("basePath", server.toString());
        return new Target.Remote(Drafted.server(draft, "demo", home, false, Optional.of(home.resolve("ssh_config"))));
    }

    /// @return the exit code
    static int run(Console console, boolean stay) {
        try {
            Path home = Files.createTempDirectory("drey-demo").toRealPath();
            try {
                Files.createDirectories(home.resolve("server"));
                try (DemoServer server = DemoServer.open(home.resolve("server"))) {
                    Files.writeString(home.resolve("known_hosts"), server.knownHost() + "\n");
                    return new Demo(console, home, server).show(server, stay);
                }
            } finally {
                Scratch.remove(home);
            }
        } catch (Failed failed) {
            console.err().println("drey: demo: " + failed.getMessage());
        } catch (IOException disk) {
            console.err().println("drey: demo: no temporary folder can be made or removed; is the disk full?");
        }
        return 1;
    }

    private int show(DemoServer running, boolean stay) throws IOException {
        console.out().printf(Locale.ROOT, "%-44s %10s %8s%n", "what", "bytes", "ms");
        try {
            Scratch.fill(home.resolve("local"), BIG, SMALL_FILES);
            boolean equal = steps();
            console.out().println(equal ? "every byte came back equal" : "the trees DIFFER");
            console.out().flush();
            if (!equal) return 1;
            if (stay) invite(running);
            return 0;
        } finally {
            operations.close();
        }
    }

    private boolean steps() throws Failed {
        step("connect, check the host key, log in", () -> {
            operations.perform(caller, new Operation.Exists(at("")));
            return 0;
        });
        step(
                "put one file of 64 MiB, verified by SHA-256",
                () -> moved(new Operation.CopyFile(
                        here("local/big.bin"), at("big.bin"), Options.DEFAULTS.withVerify(true))));
        step(
                "put a tree of " + SMALL_FILES + " small files",
                () -> moved(new Operation.CopyTree(
                        here("local/many"), at("many"), Options.DEFAULTS, TreeOptions.DEFAULTS)));
        step("list it", () -> listed(at("many")));
        step(
                "get everything back",
                () -> moved(new Operation.CopyTree(at(""), here("back"), Options.DEFAULTS, TreeOptions.DEFAULTS)));
        boolean[] same = {false};
        step("compare both by content", () -> {
            var compared = (Outcome.Compared) operations
                    .perform(caller, new Operation.Compare(here("local"), here("back"), true))
                    .outcome();
            same[0] = compared.same();
            return 0;
        });
        return same[0];
    }

    /// Something with a number of bytes as its answer.
    private interface Step {
        long run() throws Failed;
    }

    private void step(String what, Step step) throws Failed {
        long begin = System.nanoTime();
        long bytes = step.run();
        long millis = (System.nanoTime() - begin) / 1_000_000;
        console.out().printf(Locale.ROOT, "%-44s %10s %8d%n", what, bytes == 0 ? "" : Long.toString(bytes), millis);
        console.out().flush();
    }

    private long moved(Operation operation) throws Failed {
        return switch (operations.perform(caller, operation).outcome()) {
            case Outcome.FileMoved(var one) -> one.size();
            case Outcome.TreeMoved(var tree) -> {
                if (!tree.isWhole()) throw tree.failures().getFirst().failure().thrown();
                yield tree.bytes();
            }
            default -> 0;
        };
    }

    private long listed(Place place) throws Failed {
        Operation list =
                new Operation.ListDirectory(place, List.of(), true, 2, OptionalInt.empty(), Optional.empty(), true);
        var listed = (Outcome.Listed) operations.perform(caller, list).outcome();
        return listed.lines().stream()
                .mapToLong(line -> line.attributes().sizeOrZero())
                .sum();
    }

    private Place here(String path) {
        return Place.local(RemotePath.of(home.resolve(path).toString()));
    }

    private Place at(String path) {
        return Place.at(target, path.isEmpty() ? RemotePath.HERE : RemotePath.of(path));
    }

    /// Shows how to look at it with an ordinary client, until the person has seen enough.
    private void invite(DemoServer running) throws IOException {
        console.out().println();
        console.out().println("The server is still there. In another terminal:");
        console.out()
                .println("  sftp -P " + running.port() + " -o UserKnownHostsFile=" + home.resolve("known_hosts")
                        + " demo@127.0.0.1:" + server);
        console.out().println("  password: " + running.password());
        console.out().println("Enter ends the demo and removes its folder.");
        console.out().flush();
        int read = console.in().read();
        while (read >= 0 && read != '\n') read = console.in().read();
    }
}
