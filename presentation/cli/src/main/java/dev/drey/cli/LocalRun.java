package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jline.utils.Signals;

/// A program of this machine that has the terminal to itself while it runs, Ctrl-C included.
final class LocalRun {
    private static final String INTERRUPT = "INT";

    private LocalRun() {}

    /// What is done while the program runs.
    interface Meanwhile {
        void with(Process process) throws Failed;
    }

    /// @return the number it ended with; 128 and the signal's when one ended it
    static int run(Console console, Path directory, List<String> command) throws Failed {
        return run(console, directory, command, ProcessBuilder.Redirect.INHERIT, _ -> {});
    }

    /// @param input where it reads
    static int run(
            Console console, Path directory, List<String> command, ProcessBuilder.Redirect input, Meanwhile meanwhile)
            throws Failed {
        console.out().flush();
        console.err().flush();
        Object before = Signals.register(INTERRUPT, () -> {});
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .inheritIO()
                    .redirectInput(input)
                    .start();
            return ended(process, meanwhile);
        } catch (IOException missing) {
            throw Failure.of(
                            Failure.Code.NOT_FOUND,
                            command.getFirst() + " cannot be run in " + directory + ": it or the directory is missing")
                    .thrown(missing);
        } finally {
            if (before != null) Signals.unregister(INTERRUPT, before);
        }
    }

    private static int ended(Process process, Meanwhile meanwhile) throws Failed {
        try {
            meanwhile.with(process);
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "waiting for a program of this machine was interrupted")
                    .thrown(interrupted);
        } finally {
            process.destroy();
        }
    }
}
