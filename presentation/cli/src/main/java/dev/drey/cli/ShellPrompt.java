package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// A person at a terminal: a prompt with history and completion.
///
/// The only class, with [ShellParser] and [ShellCompleter], that needs the library for terminals whole, so that no
/// other command waits for it.
final class ShellPrompt implements ShellInput {
    private static final String PROMPT = "drey> ";
    private static final int REMEMBERED = 1_000;

    private final Terminal terminal;
    private final LineReader reader;

    private ShellPrompt(Terminal terminal, LineReader reader) {
        this.terminal = terminal;
        this.reader = reader;
    }

    static ShellPrompt open(ShellContext context, ShellVerbs verbs, ShellInterrupt interrupt) throws Failed {
        Path history = history(context.work().configuration().state());
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .name("drey")
                    .system(true)
                    .ffm(true)
                    .exec(false)
                    .jni(false)
                    .dumb(true)
                    .graphemeCluster(false)
                    .build();
            // Where a terminal does not say how large it is, nothing would be shown.
            if (terminal.getColumns() == 0) terminal.setSize(Size.of(80, 24));
            terminal.handle(Terminal.Signal.INT, _ -> interrupt.pressed());
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("drey")
                    .parser(new ShellParser())
                    .completer(new ShellCompleter(context, verbs))
                    .variable(LineReader.HISTORY_FILE, history)
                    .variable(LineReader.HISTORY_SIZE, REMEMBERED)
                    .variable(LineReader.HISTORY_FILE_SIZE, REMEMBERED)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                    .build();
            return new ShellPrompt(terminal, reader);
        } catch (IOException noTerminal) {
            throw Failure.of(
                            Failure.Code.UNSUPPORTED,
                            "shell: this terminal cannot be used; give the commands by -b FILE or by a pipe")
                    .thrown(noTerminal);
        }
    }

    /// For its owner alone: file names, and what is typed after `!`, are nobody else's business.
    private static Path history(Path state) throws Failed {
        Path file = state.resolve("shell_history");
        try {
            try {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } catch (FileAlreadyExistsException there) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            return file;
        } catch (IOException unwritable) {
            throw Failure.of(Failure.Code.PERMISSION_DENIED, "shell: its history cannot be kept in " + file)
                    .thrown(unwritable);
        }
    }

    @Override
    public Optional<String> line() {
        Optional<Optional<String>> read = Optional.empty();
        while (read.isEmpty()) read = once();
        return read.get();
    }

    /// Nothing when Ctrl-C cleared the line; within it nothing when there are no more.
    private Optional<Optional<String>> once() {
        try {
            return Optional.of(Optional.of(reader.readLine(PROMPT)));
        } catch (UserInterruptException cleared) {
            return Optional.empty();
        } catch (EndOfFileException ended) {
            return Optional.of(Optional.empty());
        }
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
