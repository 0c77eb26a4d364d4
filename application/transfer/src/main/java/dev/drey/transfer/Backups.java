package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.HardLinks;
import dev.drey.files.Name;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// Keeps the replaced file as `.<name>.<UTC>.bak`, the newest few of a name.
///
/// By a second name where the tree can (then the old one never goes away), else by a copy.
final class Backups {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String SUFFIX = ".bak";
    private static final int STAMP = "20260101T000000000000Z".length();
    private static final int WRITES_AHEAD = 16;

    private final FileTree tree;
    private final Transfer transfer;
    private final Options.Backup options;

    Backups(FileTree tree, Transfer transfer, Options.Backup options) {
        this.tree = tree;
        this.transfer = transfer;
        this.options = options;
    }

    /// @param inPlace the old file's own bytes are about to change, so that a second name would not keep them
    /// @return where it is kept
    RemotePath keep(RemotePath old, Attributes attributes, boolean inPlace) throws Failed {
        RemotePath directory = options.directory().orElse(old.parent());
        Name name = SideName.beside(old.name(), "." + UTC.format(Instant.now()) + SUFFIX);
        RemotePath backup = directory.resolve(name);
        if (inPlace || !link(old, backup)) copy(old, attributes, backup);
        return backup;
    }

    /// Removes the oldest beyond those that are kept.
    void prune(RemotePath old) throws Failed {
        RemotePath directory = options.directory().orElse(old.parent());
        byte[] sample =
                SideName.beside(old.name(), "." + "0".repeat(STAMP) + SUFFIX).bytes();
        List<Name> all = tree.entries(directory).stream()
                .map(Entry::name)
                .filter(name -> isOf(name.bytes(), sample))
                .toList();
        for (int i = 0; i < all.size() - options.keep(); i++) tree.remove(directory.resolve(all.get(i)));
    }

    private static boolean isOf(byte[] name, byte[] sample) {
        if (name.length != sample.length) return false;
        int from = sample.length - SUFFIX.length() - STAMP;
        for (int i = 0; i < sample.length; i++) {
            boolean stamp = i >= from && i < from + STAMP;
            boolean fits =
                    stamp ? Character.isDigit(name[i]) || name[i] == 'T' || name[i] == 'Z' : name[i] == sample[i];
            if (!fits) return false;
        }
        return true;
    }

    private boolean link(RemotePath old, RemotePath backup) throws Failed {
        Optional<HardLinks> power = tree.power(HardLinks.class);
        if (power.isEmpty()) return false;
        try {
            power.get().hardLink(old, backup);
            // A server that says it has done so and has not would cost the old file.
            return Place.look(tree, backup).isPresent();
        } catch (Failed refused) {
            if (Refusals.isEnd(refused)) throw refused;
            return false;
        }
    }

    private void copy(RemotePath old, Attributes attributes, RemotePath backup) throws Failed {
        OpenOptions made = OpenOptions.createNew(attributes.permissions().orElse(Attributing.PRIVATE));
        try (OpenFile from = tree.open(old, OpenOptions.READ);
                OpenFile to = tree.open(backup, made)) {
            Scan scan = new Scan(from, 0, Long.MAX_VALUE, transfer);
            ArrayDeque<dev.drey.files.Pending<dev.drey.files.Done>> writes = new ArrayDeque<>();
            long at = 0;
            for (var data = scan.next(); data.isPresent(); data = scan.next()) {
                for (ByteBuffer part = data.get(); part.hasRemaining(); ) {
                    int length = Math.min(part.remaining(), to.largestWrite());
                    writes.add(to.write(at, part.slice(part.position(), length)));
                    part.position(part.position() + length);
                    at += length;
                }
                while (writes.size() > WRITES_AHEAD) writes.removeFirst().await();
            }
            for (var write : writes) write.await();
            if (attributes.modified().isPresent()) {
                Instant modified = attributes.modified().get();
                to.setAttributes(Changes.ofTimes(attributes.accessed().orElse(modified), modified))
                        .await();
            }
        }
    }
}
