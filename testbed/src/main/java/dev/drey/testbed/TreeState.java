package dev.drey.testbed;

import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// What a directory holds at one moment, as seen through a tree: names, types, modes, times, contents, links.
///
/// Two states are equal when nothing has changed between them. For the small directories of a suite.
public record TreeState(Map<String, String> lines) {

    public static TreeState of(FileTree tree, RemotePath directory) throws Failed {
        Map<String, String> lines = new TreeMap<>();
        collect(tree, directory, "", lines);
        return new TreeState(lines);
    }

    private static void collect(FileTree tree, RemotePath directory, String prefix, Map<String, String> lines)
            throws Failed {
        for (Entry entry : tree.entries(directory)) {
            String name = prefix + entry.name().display();
            RemotePath path = directory.resolve(entry.name());
            Attributes attributes = tree.lstat(path);
            lines.put(name, line(tree, path, attributes));
            if (attributes.isDirectory()) collect(tree, path, name + "/", lines);
        }
    }

    private static String line(FileTree tree, RemotePath path, Attributes attributes) throws Failed {
        String what = switch (attributes.type()) {
            case FILE -> readable(tree, path);
            case LINK -> "-> " + tree.readlink(path);
            case DIRECTORY, FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE, SPECIAL, UNKNOWN -> "";
        };
        String size = attributes.isFile() ? attributes.size().toString() : "";
        return attributes.type() + " " + attributes.permissions() + " " + size + " " + attributes.modified() + " "
                + what;
    }

    /// A file that may not be read is told apart by its attributes alone.
    private static String readable(FileTree tree, RemotePath path) throws Failed {
        try {
            return "hash " + Arrays.hashCode(Whole.read(tree, path));
        } catch (Failed failed) {
            return failed.code().name();
        }
    }
}
