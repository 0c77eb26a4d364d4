package dev.drey.testbed;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Done;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.FileType;
import dev.drey.files.Listing;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A server that lies: its listings are whatever a test made up, every file holds [#EVIL], and links lead
/// anywhere.
///
/// Read only. Paths are taken as they come, so that a name such as `../x` is answered like any other.
public final class EvilTree implements FileTree {
    /// What every file holds.
    public static final String EVIL = "evil";

    /// The directory whose contents are asked for.
    public static final RemotePath ROOT = RemotePath.of("/evil");

    private static final byte[] BYTES = EVIL.getBytes(StandardCharsets.UTF_8);

    private final Map<RemotePath, List<Entry>> listings;
    private final Map<RemotePath, RemotePath> links;

    /// @param listings by path from the root; the empty path is the root itself. What is not here is what was
    ///     listed under the path `*`, else not a directory
    /// @param links by path from the root
    public EvilTree(Map<RemotePath, List<Entry>> listings, Map<RemotePath, RemotePath> links) {
        this.listings = Map.copyOf(listings);
        this.links = Map.copyOf(links);
    }

    @Override
    public Attributes stat(RemotePath path) {
        return isRoot(path) || listings.containsKey(below(path)) ? directory() : file(BYTES.length);
    }

    @Override
    public Attributes lstat(RemotePath path) {
        return stat(path);
    }

    @Override
    public RemotePath realpath(RemotePath path) {
        return path;
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        List<Entry> entries = listings.get(below(directory));
        if (entries == null) entries = listings.get(RemotePath.of("*"));
        if (entries == null) {
            throw Failure.of(Failure.Code.NOT_A_DIRECTORY, directory, "not a directory")
                    .thrown();
        }
        return new Once(entries);
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        RemotePath target = links.get(below(link));
        if (target != null) return target;
        throw Failure.of(Failure.Code.INVALID_ARGUMENT, link, "not a link").thrown();
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        if (options.write()) throw readOnly(path);
        return new EvilFile(listed(path));
    }

    /// The lie about one file, told again by its handle.
    private Attributes listed(RemotePath path) {
        List<Entry> beside = listings.getOrDefault(below(path.parent()), List.of());
        return beside.stream()
                .filter(entry -> entry.name().equals(path.name()))
                .map(Entry::attributes)
                .findFirst()
                .orElse(file(BYTES.length));
    }

    /// Attributes of a file that says it is so large.
    public static Attributes file(long size) {
        return attributes(FileType.FILE, size, 0644);
    }

    public static Attributes directory() {
        return attributes(FileType.DIRECTORY, 0, 0755);
    }

    public static Attributes link() {
        return attributes(FileType.LINK, 1, 0777);
    }

    private static Attributes attributes(FileType type, long size, int permissions) {
        return new Attributes(
                type,
                java.util.OptionalLong.of(size),
                java.util.OptionalInt.of(permissions),
                java.util.OptionalInt.empty(),
                java.util.OptionalInt.empty(),
                Optional.of(java.time.Instant.EPOCH),
                Optional.of(java.time.Instant.EPOCH));
    }

    private static boolean isRoot(RemotePath path) {
        return path.equals(ROOT);
    }

    private static RemotePath below(RemotePath path) {
        if (isRoot(path)) return RemotePath.of("");
        byte[] bytes = path.bytes();
        int cut = Math.min(bytes.length, ROOT.length() + 1);
        return RemotePath.ofBytes(java.util.Arrays.copyOfRange(bytes, cut, bytes.length));
    }

    private static Failed readOnly(RemotePath path) {
        return Failure.of(Failure.Code.READ_ONLY, path, "read only").thrown();
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        throw readOnly(path);
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        throw readOnly(path);
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        throw readOnly(path);
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        throw readOnly(from);
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        throw readOnly(path);
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        throw readOnly(link);
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return Optional.empty();
    }

    @Override
    public void close() {}

    private static final class Once implements Listing {
        private final List<Entry> entries;
        private boolean told;

        Once(List<Entry> entries) {
            this.entries = entries;
        }

        @Override
        public Optional<List<Entry>> next() {
            if (told) return Optional.empty();
            told = true;
            return Optional.of(entries);
        }

        @Override
        public void close() {}
    }

    private static final class EvilFile implements OpenFile {
        private final Attributes attributes;

        EvilFile(Attributes attributes) {
            this.attributes = attributes;
        }

        @Override
        public Pending<ByteBuffer> read(long offset, int length) {
            int from = (int) Math.min(offset, BYTES.length);
            int to = (int) Math.min(offset + length, BYTES.length);
            return Pending.of(ByteBuffer.wrap(BYTES, from, to - from).slice());
        }

        @Override
        public Pending<Attributes> attributes() {
            return Pending.of(attributes);
        }

        @Override
        public Pending<Done> write(long offset, ByteBuffer data) throws Failed {
            throw readOnly(ROOT);
        }

        @Override
        public Pending<Done> setAttributes(Changes changes) throws Failed {
            throw readOnly(ROOT);
        }

        @Override
        public Pending<Done> sync() {
            return Pending.of(Done.DONE);
        }

        @Override
        public Pending<Done> closing() {
            return Pending.of(Done.DONE);
        }

        @Override
        public int largestRead() {
            return 32 << 10;
        }

        @Override
        public int largestWrite() {
            return 32 << 10;
        }

        @Override
        public void close() {}
    }
}
