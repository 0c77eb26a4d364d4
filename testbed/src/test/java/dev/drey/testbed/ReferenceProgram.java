package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// An example of the reference made into a program for Node: before it the calls and helpers of
/// `docs/reference-helpers`, then its lines as the text has them but for a table of hosts, ports and paths, then what
/// uses what it defines.
final class ReferenceProgram {
    private static final String BEGIN = "// ---- the reference's text begins";
    private static final String END = "// ---- the reference's text ends";
    private static final String CALLS = """
            import { createRequire } from "node:module";
            import path from "node:path";
            import { connect, throwing } from "./console.mjs";
            const require = createRequire(import.meta.url);
            const calls = await connect(process.argv[2], process.argv.slice(3));
            const { console_create_session, console_stop_session, protocol } = calls;
            """;
    private static final String COMMANDS = "const { console_execute_command } = calls;\n";
    private static final String THROWING = "const console_execute_command = throwing(calls.console_execute_command);\n";

    private final String name;
    private final String text;
    private final List<Substitution> table = new ArrayList<>();
    private final StringBuilder before = new StringBuilder();
    private final StringBuilder after = new StringBuilder();
    private String commands = COMMANDS;

    private ReferenceProgram(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /// @param heading under which the example stands, such as `### 1. Basic File Operations`
    static ReferenceProgram of(String heading) {
        return new ReferenceProgram(
                heading.replaceAll("[^A-Za-z]+", "-").replaceAll("^-|-$", "").toLowerCase(java.util.Locale.ROOT),
                String.join("", Reference.blocks(heading)));
    }

    ReferenceProgram host(String from, String to) {
        table.add(new Substitution(Substitution.Kind.HOST, from, to));
        return this;
    }

    /// A host that the text names without a port.
    ReferenceProgram host(String from, String to, int port) {
        table.add(new Substitution(
                Substitution.Kind.HOST_AND_PORT, "host: '" + from + "'", "host: '" + to + "', port: " + port));
        return this;
    }

    ReferenceProgram port(int port) {
        table.add(new Substitution(Substitution.Kind.PORT, "port: 22", "port: " + port));
        return this;
    }

    /// @param from with quotes where they are needed to tell it from others
    ReferenceProgram path(String from, Path to) {
        return path(from, to, "");
    }

    private ReferenceProgram path(String from, Path to, String end) {
        boolean quoted = from.startsWith("'") || from.startsWith("`");
        String close = from.endsWith("'") ? "'" : end;
        String open = quoted ? from.substring(0, 1) : "";
        table.add(new Substitution(Substitution.Kind.PATH, from, open + to + close));
        return this;
    }

    /// A path with a slash behind it, below which the text goes on.
    ReferenceProgram folder(String from, Path to) {
        return path(from, to, "/");
    }

    /// Lines that stand before the example: the helpers that it leaves out.
    ReferenceProgram helped(String... lines) {
        for (String line : lines) before.append(line).append('\n');
        return this;
    }

    /// Lines that stand behind it: they use what it defines.
    ReferenceProgram then(String... lines) {
        for (String line : lines) after.append(line).append('\n');
        return this;
    }

    /// A command that fails throws.
    ReferenceProgram throwing() {
        commands = THROWING;
        return this;
    }

    /// Runs a program as it stands, which finds `drey` as its users do.
    static DreyProgram.Run run(DreyProgram drey, String text) {
        Path program = project(drey.home()).resolve("program.mjs");
        write(program, text);
        drey.with("PATH", drey.home() + ":" + System.getenv("PATH"));
        return drey.by(List.of("node", program.toString()));
    }

    /// Runs it to its end, which is its own: it comes after what is behind the example.
    DreyProgram.Run run(DreyProgram drey) {
        Path folder = project(drey.home());
        Path program = folder.resolve(name + ".mjs");
        String ours = Substitution.apply(table, text);
        write(
                program,
                CALLS + commands + before + BEGIN + "\n" + ours + END + "\n" + after
                        + "await calls.close();\nprocess.exit();\n");
        check(program);
        return drey.by(List.of("node", program.toString()), "mcp");
    }

    /// What lies in the file that runs differs from the reference by entries of the table alone, and by all of them.
    private void check(Path program) {
        String whole = read(program);
        String ran = whole.substring(whole.indexOf(BEGIN) + BEGIN.length() + 1, whole.indexOf(END));
        Substitution.Differences differences = Substitution.compare(table, text, ran);
        Set<Substitution> unused = new LinkedHashSet<>(table);
        differences.met().forEach(unused::remove);
        if (!unused.isEmpty()) throw new AssertionError(name + " does not need " + unused);
        try {
            Path folder = Files.createDirectories(Path.of("target", "reference"));
            Files.write(folder.resolve(name + ".diff"), differences.lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A folder as who uses the helpers would have it: the helpers, and the packages beside them.
    private static Path project(Path home) {
        Path folder = home.resolve("project");
        try {
            if (Files.isDirectory(folder)) return folder;
            Files.createDirectory(folder);
            Path clients = Checkout.root().resolve("testbed/clients/node_modules");
            if (!Files.isDirectory(clients.resolve("node-cron"))) {
                throw new IllegalStateException("the clients are not installed: run ./check, or npm ci in " + clients);
            }
            Files.createSymbolicLink(folder.resolve("node_modules"), clients);
            try (Stream<Path> helpers = Files.list(Checkout.root().resolve("docs/reference-helpers"))) {
                for (Path helper :
                        helpers.filter(one -> one.toString().endsWith(".mjs")).toList()) {
                    Files.copy(helper, folder.resolve(helper.getFileName()));
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
