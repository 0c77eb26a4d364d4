package dev.drey.cli;

import dev.drey.cli.ShellVerb.Takes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The shell's commands that only a shell has: where it stands, links and new names seen from there, and the shell
/// itself.
final class ShellOwnVerbs {
    private final ShellContext context;
    private final ShellPaths paths;
    private final Map<String, ShellVerb> verbs;

    ShellOwnVerbs(ShellContext context, Map<String, ShellVerb> verbs) {
        this.context = context;
        this.paths = context.paths();
        this.verbs = verbs;
    }

    void add() {
        add(Takes.REMOTE, "cd", "cd [PATH]", "go to a directory there; without PATH back to the first", this::cd);
        add(Takes.NOTHING, "pwd", "pwd", "where we are there", words -> pwd());
        add(Takes.LOCAL, "lcd", "lcd [LOCAL]", "go to a directory here; without LOCAL to the home", this::lcd);
        add(Takes.NOTHING, "lpwd", "lpwd", "where we are here", words -> lpwd());
        add(Takes.LOCAL, "lmkdir", "lmkdir LOCAL…", "make directories here", this::lmkdir);
        add(Takes.LOCAL, "lls", "lls [OPTION…] [LOCAL…]", "list here, by this machine's ls", words -> Exit.DONE);
        add(Takes.REMOTE, "rename", "rename [-l] OLD NEW", "rename, replacing; -l refuses to replace", this::rename);
        add(Takes.REMOTE, "ln", "ln [-s] EXISTING NEW", "make a link", words -> link("ln", words, false));
        add(Takes.REMOTE, "symlink", "symlink EXISTING NEW", "ln -s", words -> link("symlink", words, true));
        for (String name : List.of("less", "more")) {
            add(Takes.REMOTE, name, name + " PATH", "show a file by $PAGER or less", words -> page(name, words));
        }
        add(Takes.NOTHING, "lumask", "lumask", "not here: say umask before drey", words -> lumask());
        add(Takes.NOTHING, "progress", "progress", "switch progress on or off", words -> progress());
        add(Takes.NOTHING, "version", "version", "of drey and of the protocol", words -> version());
        for (String name : List.of("help", "?")) add(Takes.NOTHING, name, name, "this text", words -> help());
        for (String name : List.of("exit", "quit", "bye")) {
            add(Takes.NOTHING, name, name, "end the shell", words -> Exit.DONE);
        }
    }

    private void add(Takes takes, String name, String usage, String about, ShellVerb.Body body) {
        verbs.put(name, new ShellVerb(takes, usage, about, body));
    }

    private static ShellArguments plain(String verb, List<ShellWord> words, int least, int most) throws Failed {
        return ShellArguments.of(verb, words, Map.of()).counted(verb, least, most);
    }

    private int cd(List<ShellWord> words) throws Failed {
        ShellArguments arguments = plain("cd", words, 0, 1);
        paths.goThere(
                arguments.operands().isEmpty()
                        ? paths.startsThere()
                        : paths.one(arguments.operands().getFirst()));
        return Exit.DONE;
    }

    private int pwd() {
        return say("Remote working directory: " + paths.there().path().display());
    }

    private int lcd(List<ShellWord> words) throws Failed {
        ShellArguments arguments = plain("lcd", words, 0, 1);
        paths.goHere(
                arguments.operands().isEmpty()
                        ? context.console().home()
                        : paths.local(arguments.operands().getFirst()));
        return Exit.DONE;
    }

    private int lpwd() {
        return say("Local working directory: " + paths.here());
    }

    private int lmkdir(List<ShellWord> words) throws Failed {
        for (ShellWord word : plain("lmkdir", words, 1, Integer.MAX_VALUE).operands()) {
            Path directory = paths.local(word);
            try {
                Files.createDirectory(directory);
            } catch (FileAlreadyExistsException there) {
                throw failed(Failure.Code.ALREADY_EXISTS, directory, "is there already", there);
            } catch (NoSuchFileException orphan) {
                throw failed(Failure.Code.NOT_FOUND, directory, "there is no directory above it", orphan);
            } catch (IOException denied) {
                throw failed(Failure.Code.PERMISSION_DENIED, directory, "cannot be made", denied);
            }
        }
        return Exit.DONE;
    }

    private static Failed failed(Failure.Code code, Path directory, String why, IOException cause) {
        return Failure.of(code, "lmkdir " + directory + ": " + why).thrown(cause);
    }

    /// As in sftp what has the new name is replaced.
    private int rename(List<ShellWord> words) throws Failed {
        ShellArguments arguments =
                ShellArguments.of("rename", words, Map.of('l', "-l")).counted("rename", 2, 2);
        Place old = paths.remote(arguments.operands().get(0));
        RemotePath fresh = paths.remote(arguments.operands().get(1)).path();
        return context.run(work -> work.done(new Operation.Rename(old, fresh, !arguments.has("-l"))));
    }

    /// What a symbolic link says is written as it is; a hard link's other name is one seen from here.
    private int link(String verb, List<ShellWord> words, boolean always) throws Failed {
        ShellArguments arguments =
                ShellArguments.of(verb, words, Map.of('s', "-s")).counted(verb, 2, 2);
        boolean symbolic = always || arguments.has("-s");
        ShellWord existing = arguments.operands().get(0);
        RemotePath to = symbolic
                ? RemotePath.of(existing.text())
                : paths.remote(existing).path();
        Place link = paths.remote(arguments.operands().get(1));
        return context.run(work -> work.done(new Operation.MakeLink(link, to, symbolic)));
    }

    private int page(String verb, List<ShellWord> words) throws Failed {
        Place place = paths.one(plain(verb, words, 1, 1).operands().getFirst());
        return context.run(work -> {
            work.ask(new Operation.Stat(place, true, false), Outcome.Described.class);
            String pager = context.console().environment().getOrDefault("PAGER", "");
            List<String> command = List.of("/bin/sh", "-c", pager.isBlank() ? verb : pager);
            LocalRun.run(
                    work.console(),
                    paths.here(),
                    command,
                    ProcessBuilder.Redirect.PIPE,
                    process -> feed(work, place, process));
        });
    }

    /// A pager that is left before the end has seen enough.
    private static void feed(Work work, Place place, Process process) throws Failed {
        try (var in = process.getOutputStream()) {
            work.ask(
                    new Operation.Read(place, 0, OptionalLong.empty(), OptionalLong.empty(), in),
                    Outcome.WasRead.class);
        } catch (Failed failed) {
            if (failed.code() != Failure.Code.CANCELLED
                    || Thread.currentThread().isInterrupted()) throw failed;
        } catch (IOException left) {
            // It was left while the last bytes were on their way.
            return;
        }
    }

    private static int lumask() throws Failed {
        throw Failure.of(
                        Failure.Code.UNSUPPORTED,
                        "lumask: a running program cannot change it here; say umask in your shell, then drey shell")
                .thrown();
    }

    private int progress() {
        return say("Progress meter " + (context.toggleProgress() ? "enabled" : "disabled"));
    }

    private int version() {
        return say("drey " + context.program().version() + ", SFTP protocol version 3");
    }

    private int help() {
        verbs.forEach((name, verb) -> say(String.format("%-38s %s", verb.usage(), verb.about())));
        say(String.format("%-38s %s", "!COMMAND", "run it by this machine's shell; ! alone: stay there"));
        return say(
                "A - before a command: its failure does not end a batch. @: a batch does not show it. #: a comment.");
    }

    private int say(String line) {
        context.work().report().line(line);
        return Exit.DONE;
    }
}
