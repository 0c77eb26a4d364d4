package dev.drey.testbed.faults;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.Name;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.testbed.EvilTree;
import dev.drey.testbed.TreeMover;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/// A simple mover of trees whose check of names misses one case.
public final class CarelessTreeMover implements TreeMover {
    private final NameFault fault;
    private long reported;

    public CarelessTreeMover(NameFault fault) {
        this.fault = fault;
    }

    @Override
    public long move(FileTree evil, FileTree to, RemotePath into) {
        reported = 0;
        directory(evil, EvilTree.ROOT, to, into, 0);
        return reported;
    }

    private void directory(FileTree from, RemotePath source, FileTree to, RemotePath into, int depth) {
        Set<Name> seen = new HashSet<>();
        try {
            for (Entry entry : from.list(source).next().orElseThrow()) {
                boolean again = !seen.add(entry.name()) && !misses(NameFault.DOUBLET);
                if (again || depth > 20 || isBad(entry.name())) reported++;
                else entry(from, source, to, into, entry, depth);
            }
        } catch (Failed failed) {
            reported++;
        }
    }

    private void entry(FileTree from, RemotePath source, FileTree to, RemotePath into, Entry entry, int depth) {
        RemotePath path = into.resolve(entry.name());
        if (entry.name().text().endsWith(".drey-part") || entry.name().text().endsWith(".drey-old")) return;
        try {
            if (isLink(to, path) && !misses(NameFault.LINK_THAT_STANDS_THERE)) {
                reported++;
                return;
            }
            switch (entry.attributes().type()) {
                case DIRECTORY -> {
                    if (!to.exists(path)) to.makeDirectory(path, Changes.NONE);
                    directory(from, source.resolve(entry.name()), to, path, depth + 1);
                }
                case LINK -> link(from.readlink(source.resolve(entry.name())), to, path);
                case FILE, UNKNOWN -> file(from, source.resolve(entry.name()), to, path, entry.attributes());
                case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE, SPECIAL -> {}
            }
        } catch (Failed failed) {
            reported++;
        }
    }

    private void link(RemotePath target, FileTree to, RemotePath path) throws Failed {
        boolean up = target.names().stream().anyMatch(name -> name.text().equals(".."));
        boolean first = target.text().startsWith("..") || target.text().startsWith("./");
        boolean bad = (target.isAbsolute() && !misses(NameFault.LINK_TO_ROOT))
                || (up && first && !misses(NameFault.LINK_UPWARDS))
                || (up && !first && !misses(NameFault.LINK_UP_BEHIND_A_NAME))
                || target.isEmpty()
                || target.hasNul();
        if (bad) reported++;
        else to.symlink(path, target);
    }

    private void file(FileTree from, RemotePath source, FileTree to, RemotePath path, Attributes attributes)
            throws Failed {
        try (OpenFile in = from.open(source, OpenOptions.READ)) {
            ByteBuffer data = in.read(0, in.largestRead()).await();
            if (data.remaining() != attributes.sizeOrZero()) reported++;
            try (OpenFile out = to.open(path, OpenOptions.replace(0644))) {
                out.write(0, data).await();
            }
        }
    }

    private boolean isBad(Name name) {
        String text = name.text();
        if (name.length() == 0) return true;
        if (name.isDots()) return !misses(NameFault.DOTS);
        if (text.indexOf('\0') >= 0) return !misses(NameFault.ZERO_BYTE);
        if (text.startsWith("/")) return !misses(NameFault.SLASH_IN_FRONT);
        if (text.contains("/")) return !misses(NameFault.SLASH_INSIDE);
        return name.length() > 255 && !misses(NameFault.TOO_LONG);
    }

    private boolean misses(NameFault other) {
        return fault == other;
    }

    private static boolean isLink(FileTree tree, RemotePath path) {
        try {
            return tree.lstat(path).isLink();
        } catch (Failed missing) {
            return false;
        }
    }
}
