package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.FileType;
import dev.drey.files.Listing;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A tree of many directories of many empty files that exist only while they are listed.
final class MadeUpTree extends WrappedTree {
    private final int directories;
    private final int files;

    MadeUpTree(FileTree inner, int directories, int files) {
        super(inner);
        this.directories = directories;
        this.files = files;
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        boolean root = directory.equals(RemotePath.of("/src"));
        return new Listing() {
            private int at;

            @Override
            public Optional<List<Entry>> next() {
                int end = Math.min(at + 100, root ? directories : files);
                if (at == end) return Optional.empty();
                List<Entry> some = new ArrayList<>();
                for (; at < end; at++) some.add(entry(root ? FileType.DIRECTORY : FileType.FILE, at));
                return Optional.of(some);
            }

            @Override
            public void close() {}
        };
    }

    private static Entry entry(FileType type, int number) {
        return new Entry(
                Name.of((type == FileType.FILE ? "f" : "d") + number),
                new Attributes(
                        type,
                        OptionalLong.of(0),
                        OptionalInt.of(type == FileType.FILE ? 0644 : 0755),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.of(TreeBed.OLD)));
    }
}
