package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import dev.drey.session.Question;
import dev.drey.session.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// One command that asks a hub, while it runs.
final class HubWork {
    private static final int LONGEST_KEY = 1 << 16;

    private final Console console;
    private final Common common;
    private final Report report;
    private final HubLine line;

    /// The body of a command.
    interface Body {
        void run(HubWork work) throws Failed;
    }

    private HubWork(Console console, Common common, HubLine line) {
        this.console = console;
        this.common = common;
        this.report = new Report(console, common);
        this.line = line;
    }

    static int run(Context context, Common common, Body body) {
        return context.guarded(common, () -> {
            Console console = context.console();
            Configuration configuration = ConfigurationFile.load(console, common.config);
            context.program().log(Logging.settled(configuration.log(), common));
            if (configuration.remoteHub().isEmpty()) refuse(Overrides.said(common));
            try (HubLine line = context.program().hub(console, configuration, HubLogin.of(console, common))) {
                body.run(new HubWork(console, common, line));
                return Exit.DONE;
            }
        });
    }

    /// The hub of this machine is reached by its socket.
    private static void refuse(Optional<String> option) throws Failed {
        if (option.isPresent())
            throw Targets.usage(
                    option.get() + " is about a connection to a hub somewhere else, and no remoteHub is configured");
    }

    <R extends HubReport> R ask(Administration what, Class<R> kind) throws Failed {
        return line.ask(what, kind);
    }

    void done(Administration what) throws Failed {
        line.ask(what, HubReport.Done.class);
    }

    HubLine line() {
        return line;
    }

    /// A path of this machine.
    Path path(String text) {
        return text.startsWith("~/")
                ? console.home().resolve(text.substring(2))
                : console.directory().resolve(text);
    }

    /// One line of what was asked for: JSON for programs, text for people.
    void row(Map<String, Object> map, String text) {
        if (common.json) report.json(map);
        else report.line(text);
    }

    void note(String text) {
        report.note(text);
    }

    /// Waits for the end of this command: until somebody interrupts it.
    void untilEnd() throws Failed {
        console.out().flush();
        console.err().flush();
        try {
            while (true) {
                Thread.sleep(5_000);
                line.ask(new Administration.WhoAmI(), HubReport.Users.class);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// The public key in a `.pub` file, or on standard input (`-`).
    String keyLine(String file) throws Failed {
        try {
            byte[] bytes = file.equals("-")
                    ? console.in().readNBytes(LONGEST_KEY)
                    : Files.readAllBytes(console.directory().resolve(Path.of(file)));
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.contains("PRIVATE KEY"))
                throw Targets.usage(file + ": this is a private key; give the public one (" + file + ".pub)");
            return text.lines()
                    .filter(one -> !one.isBlank() && !one.startsWith("#"))
                    .findFirst()
                    .orElseThrow(() -> Targets.usage(file + ": there is no key in it"));
        } catch (IOException unreadable) {
            if (unreadable instanceof Failed failed) throw failed;
            throw Failure.of(Failure.Code.NOT_FOUND, file + ": this file cannot be read")
                    .thrown(unreadable);
        }
    }

    /// A password typed twice, or the first line of standard input.
    Secret newPassword(String name, boolean stdin) throws Failed {
        if (stdin) return fromInput();
        TerminalAsker asker = new TerminalAsker(console, common.json);
        Optional<Secret> first = asker.answer(new Question.Prompt("", "Password of " + name + " at the hub: ", false));
        Optional<Secret> second = asker.answer(new Question.Prompt("", "The same again: ", false));
        if (first.isEmpty()) throw Targets.usage("user passwd: nobody can be asked; say --stdin and send it there");
        if (first.equals(second)) return first.get();
        throw Targets.usage("user passwd: these were two different ones; nothing was changed");
    }

    private Secret fromInput() throws Failed {
        try {
            byte[] bytes = console.in().readNBytes(LONGEST_KEY);
            int end = 0;
            while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') end++;
            if (end == 0) throw Targets.usage("user passwd: standard input has no password");
            return Secret.of(new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            if (unreadable instanceof Failed failed) throw failed;
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "user passwd: standard input cannot be read")
                    .thrown(unreadable);
        }
    }
}
