package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;

/// Replaces a file where the far side cannot rename over one: the old one aside, the new one in, the old one
/// away.
///
/// There is a moment without the final name. It is noted in the state directory beforehand, so that the next
/// run of the job finishes or undoes what a crash left.
final class ThreeSteps {
    private final FileTree tree;
    private final Path note;

    ThreeSteps(FileTree tree, Path state, JobId id) {
        this.tree = tree;
        this.note = state.resolve(id.hex() + ".steps");
    }

    private record Noted(RemotePath target, RemotePath aside) {}

    void replace(RemotePath from, RemotePath target, RemotePath aside) throws Failed {
        write(new Noted(target, aside));
        tree.rename(target, aside);
        try {
            tree.rename(from, target);
        } catch (Failed failed) {
            if (!Refusals.isEnd(failed)) {
                tree.rename(aside, target);
                forget();
            }
            throw failed;
        }
        tree.remove(aside);
        forget();
    }

    /// Puts the old file back, or away when the new one stands; harmless when nothing is noted.
    void recover() throws Failed {
        Optional<Noted> noted = read();
        if (noted.isEmpty()) return;
        Noted steps = noted.get();
        if (Place.look(tree, steps.aside()).isPresent()) {
            try {
                tree.rename(steps.aside(), steps.target());
            } catch (Failed failed) {
                if (failed.code() != Failure.Code.ALREADY_EXISTS) throw failed;
                tree.remove(steps.aside());
            }
        }
        forget();
    }

    private void write(Noted steps) throws Failed {
        HexFormat hex = HexFormat.of();
        String text = hex.formatHex(steps.target().bytes()) + "\n"
                + hex.formatHex(steps.aside().bytes()) + "\n";
        Path fresh = note.resolveSibling(note.getFileName() + ".new");
        try {
            Files.writeString(fresh, text, StandardCharsets.US_ASCII);
            Files.move(fresh, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException trouble) {
            throw StateTrouble.of(note, trouble);
        }
    }

    private Optional<Noted> read() throws Failed {
        try {
            String[] lines = Files.readString(note, StandardCharsets.US_ASCII).split("\n", -1);
            HexFormat hex = HexFormat.of();
            return Optional.of(
                    new Noted(RemotePath.ofBytes(hex.parseHex(lines[0])), RemotePath.ofBytes(hex.parseHex(lines[1]))));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException trouble) {
            throw StateTrouble.of(note, trouble);
        }
    }

    private void forget() throws Failed {
        try {
            Files.deleteIfExists(note);
        } catch (IOException trouble) {
            throw StateTrouble.of(note, trouble);
        }
    }
}
