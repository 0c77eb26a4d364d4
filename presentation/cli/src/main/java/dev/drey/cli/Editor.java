package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The person's editor: `$VISUAL`, `$EDITOR` (both as words of a shell), then what is usually there.
///
/// @param words of a shell, to which the file is added
record Editor(String words) {
    private static final List<String> USUAL = List.of("sensible-editor", "nano", "vi");

    /// @throws Failed NOT_FOUND when there is none
    static Editor find(Console console) throws Failed {
        for (String variable : List.of("VISUAL", "EDITOR")) {
            String said = console.environment().getOrDefault(variable, "").strip();
            if (!said.isEmpty()) return new Editor(said);
        }
        boolean person = console.inTerminal() && console.outTerminal();
        for (String name : person ? USUAL : List.<String>of()) {
            if (isInstalled(console, name)) return new Editor(name);
        }
        throw Failure.of(
                        Failure.Code.NOT_FOUND,
                        person
                                ? "edit: there is no editor; set VISUAL or EDITOR, or install nano"
                                : "edit: there is no terminal for an editor; set VISUAL or EDITOR to one that needs none")
                .thrown();
    }

    private static boolean isInstalled(Console console, String name) {
        for (String folder : console.environment().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) return true;
        }
        return false;
    }

    /// @return the number the editor ended with
    int open(Console console, Path file) throws Failed {
        List<String> command = List.of("/bin/sh", "-c", words + " \"$@\"", "drey-edit", file.toString());
        return LocalRun.run(console, console.directory(), command);
    }
}
