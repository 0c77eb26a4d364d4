package dev.drey.files;

import dev.drey.files.Failure.Code;
import dev.drey.files.MemoryNode.File;
import dev.drey.files.MemoryTree.Identity;
import dev.drey.files.MemoryWalk.Spot;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/// What a [MemoryTree] can do beyond the port.
record MemoryPowers(MemoryTree tree, MemoryNames names)
        implements Replace, HardLinks, LinkAttributes, Space, ServerSideCopy, Checksums, SyncDirectory, Home, Accounts {
    private static final Map<String, String> DIGESTS = Map.of(
            "md5", "MD5",
            "sha1", "SHA-1",
            "sha224", "SHA-224",
            "sha256", "SHA-256",
            "sha384", "SHA-384",
            "sha512", "SHA-512");
    private static final int SMALLEST_BLOCK = 256;
    private static final int STEP = 128 * 1024;
    private static final long FILES = 1_000_000;

    @Override
    public void replace(RemotePath from, RemotePath to) throws Failed {
        synchronized (tree.store) {
            names.move(tree.find(from, false), tree.find(to, false));
        }
    }

    @Override
    public void hardLink(RemotePath existing, RemotePath link) throws Failed {
        synchronized (tree.store) {
            names.link(tree.find(existing, false), tree.find(link, false));
        }
    }

    @Override
    public OptionalInt names(RemotePath path) throws Failed {
        synchronized (tree.store) {
            return OptionalInt.of(tree.find(path, true).there().names);
        }
    }

    @Override
    public void setLinkAttributes(RemotePath path, Changes changes) throws Failed {
        synchronized (tree.store) {
            names.change(tree.find(path, false).there(), changes, path);
        }
    }

    /// Counts no files: the numbers are what a small disk would say.
    @Override
    public Room room(RemotePath path) throws Failed {
        synchronized (tree.store) {
            tree.find(path, true).there();
            long free = tree.store.capacity - tree.store.used();
            return new Room(tree.store.capacity, free, free, FILES, FILES, false);
        }
    }

    /// A range that `from` does not have is INVALID_ARGUMENT, and so is copying a file into itself.
    @Override
    public Pending<Done> copyData(OpenFile from, long offset, long length, OpenFile to, long toOffset) throws Failed {
        if (!(from instanceof MemoryFile source) || !(to instanceof MemoryFile target)) {
            throw Refusal.of(Code.INVALID_ARGUMENT, RemotePath.HERE, "files of another tree");
        }
        synchronized (tree.store) {
            long end = length == 0 ? Math.max(offset, source.size()) : offset + length;
            if (!source.isOf(tree.store)
                    || !target.isOf(tree.store)
                    || source.isSame(target)
                    || end < offset
                    || end > source.size()) {
                throw Refusal.of(Code.INVALID_ARGUMENT, RemotePath.HERE, "no such range to copy");
            }
            try {
                for (long at = offset; at < end; at += STEP) {
                    byte[] some = source.bytes(at, (int) Math.min(STEP, end - at));
                    target.put(toOffset + at - offset, ByteBuffer.wrap(some));
                }
                return Pending.of(Done.DONE);
            } catch (Failed failed) {
                return Pending.failed(failed);
            }
        }
    }

    @Override
    public List<String> algorithms() {
        return DIGESTS.keySet().stream().sorted().toList();
    }

    /// A range that goes beyond the end is hashed up to the end.
    @Override
    public List<byte[]> checksums(RemotePath path, String algorithm, long offset, long length, int blockSize)
            throws Failed {
        MessageDigest digest = digest(path, algorithm);
        if (offset < 0 || length < 0 || blockSize < 0 || (blockSize > 0 && blockSize < SMALLEST_BLOCK)) {
            throw Refusal.of(Code.INVALID_ARGUMENT, path, "no such range, or blocks under 256 bytes");
        }
        synchronized (tree.store) {
            File file = readable(path);
            long rest = Math.max(0, file.size() - offset);
            long end = offset + (length == 0 ? rest : Math.min(rest, length));
            List<byte[]> hashes = new ArrayList<>();
            for (long at = offset; at < end || hashes.isEmpty(); ) {
                long stop = blockSize == 0 ? end : Math.min(end, at + blockSize);
                hashes.add(hash(digest, file, at, stop));
                at = stop;
            }
            return hashes;
        }
    }

    private static byte[] hash(MessageDigest digest, File file, long from, long end) {
        for (long at = from; at < end; at += STEP) digest.update(file.bytes.read(at, (int) Math.min(STEP, end - at)));
        return digest.digest();
    }

    private static MessageDigest digest(RemotePath path, String algorithm) throws Failed {
        String name = Optional.ofNullable(DIGESTS.get(algorithm))
                .orElseThrow(() -> Refusal.of(Code.UNSUPPORTED, path, "no hash is called " + algorithm));
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException absent) {
            throw Failure.of(Code.UNSUPPORTED, path, "this Java has no " + name).thrown(absent);
        }
    }

    private File readable(RemotePath path) throws Failed {
        MemoryNode node = tree.find(path, true).there();
        if (node instanceof MemoryNode.Directory) throw Refusal.of(Code.IS_A_DIRECTORY, path);
        if (!tree.who.may(node, Identity.READ)) throw Refusal.of(Code.PERMISSION_DENIED, path);
        if (node instanceof File file) return file;
        throw Refusal.of(Code.UNSUPPORTED, path);
    }

    /// Memory has no power cuts to survive: asks only whether the directory is one.
    @Override
    public void syncDirectory(RemotePath directory) throws Failed {
        synchronized (tree.store) {
            tree.find(directory, true).directory();
        }
    }

    /// Everybody lives in the tree's home; other people's homes are not known.
    @Override
    public RemotePath expand(RemotePath path) throws Failed {
        synchronized (tree.store) {
            Spot home = tree.find(RemotePath.HERE, true);
            RemotePath at = home.directory().path();
            String text = path.text();
            if (text.equals("~")) return at;
            if (text.startsWith("~/")) return at.resolve(tail(path, 2)).normalized();
            if (text.startsWith("~")) throw Refusal.of(Code.NOT_FOUND, path, "nobody of that name lives here");
            return at.resolve(path).normalized();
        }
    }

    private static RemotePath tail(RemotePath path, int from) {
        byte[] bytes = path.bytes();
        return RemotePath.ofBytes(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    @Override
    public Map<Integer, String> users(Set<Integer> uids) {
        return named(uids, tree.who.uid(), "user");
    }

    @Override
    public Map<Integer, String> groups(Set<Integer> gids) {
        return named(gids, tree.who.gid(), "group");
    }

    private static Map<Integer, String> named(Set<Integer> asked, int mine, String name) {
        Map<Integer, String> all = new TreeMap<>(Map.of(mine, name));
        all.put(0, "root");
        all.keySet().retainAll(asked);
        return all;
    }
}
