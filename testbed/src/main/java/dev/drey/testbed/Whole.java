package dev.drey.testbed;

import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.RemotePath;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Small files read and written whole through any tree, the plain way: what a suite compares the fast ways with.
public final class Whole {
    private static final int PORTION = 32 << 10;

    private Whole() {}

    /// Makes the file or replaces its content.
    public static void write(FileTree tree, RemotePath path, byte[] content) throws Failed {
        write(tree, path, content, OpenOptions.replace(0644));
    }

    /// Writes all of `content` from offset 0 into a file opened so.
    public static void write(FileTree tree, RemotePath path, byte[] content, OpenOptions options) throws Failed {
        try (OpenFile file = tree.open(path, options)) {
            int portion = Math.min(PORTION, file.largestWrite());
            List<Pending<Done>> answers = new ArrayList<>();
            for (int at = 0; at < content.length; at += portion) {
                answers.add(file.write(at, ByteBuffer.wrap(content, at, Math.min(portion, content.length - at))));
            }
            for (Pending<Done> answer : answers) answer.await();
        }
    }

    /// All bytes of a file.
    public static byte[] read(FileTree tree, RemotePath path) throws Failed {
        try (OpenFile file = tree.open(path, OpenOptions.READ)) {
            return read(file);
        }
    }

    /// All bytes of an open file, from its start.
    public static byte[] read(OpenFile file) throws Failed {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int portion = Math.min(PORTION, file.largestRead());
        while (true) {
            ByteBuffer some = file.read(all.size(), portion).await();
            if (!some.hasRemaining()) return all.toByteArray();
            byte[] bytes = new byte[some.remaining()];
            some.get(bytes);
            all.writeBytes(bytes);
        }
    }
}
