package dev.drey.testbed;

import dev.drey.files.Name;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Files and trees on this machine's disk, of random content that a seed decides.
public final class TempFiles {
    private static final int PORTION = 64 << 10;
    private static final int[] MODES = {0644, 0600, 0755, 0640, 0444, 0700};

    private TempFiles() {}

    /// How a tree shall be.
    ///
    /// @param files how many
    /// @param folders how many, of which some stay empty
    /// @param largest bytes of the largest file; most are much smaller, some are empty
    /// @param oddNames whether every [OddName] occurs, as a file and as a folder
    /// @param links whether there are links to a file, to a folder, and to nothing, all within the tree
    public record Shape(int files, int folders, int largest, boolean oddNames, boolean links) {
        public static final Shape SMALL = new Shape(30, 8, 100_000, true, true);
    }

    /// Makes a file of random content.
    public static Path file(Path path, long size, long seed) {
        Random random = new Random(seed);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            byte[] portion = new byte[PORTION];
            for (long left = size; left > 0; left -= PORTION) {
                random.nextBytes(portion);
                out.write(portion, 0, (int) Math.min(left, PORTION));
            }
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes a tree in a folder that need not exist. Modes and times are set on every file and folder.
    public static Path tree(Path root, long seed, Shape shape) {
        try {
            Files.createDirectories(root);
            Random random = new Random(seed);
            List<Path> folders = folders(root, random, shape);
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < shape.files; i++)
                files.add(pick(folders, random).resolve("file-" + i));
            if (shape.oddNames) {
                for (OddName odd : OddName.values()) files.add(child(pick(folders, random), odd.asName()));
            }
            for (Path file : files) file(file, size(random, shape.largest), random.nextLong());
            if (shape.links) links(root, files.getFirst(), folders);
            for (Path file : files) dress(file, MODES[random.nextInt(MODES.length)], random);
            for (Path folder : folders.reversed()) dress(folder, random.nextBoolean() ? 0755 : 0700, random);
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> folders(Path root, Random random, Shape shape) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(root));
        for (int i = 0; i < shape.folders; i++) {
            folders.add(Files.createDirectory(pick(folders, random).resolve("folder-" + i)));
        }
        if (shape.oddNames) {
            Path odd = Files.createDirectory(root.resolve("odd folders"));
            for (OddName name : OddName.values()) folders.add(Files.createDirectory(child(odd, name.asName())));
            folders.add(odd);
        }
        Files.createDirectory(root.resolve("empty"));
        return folders;
    }

    private static void links(Path root, Path file, List<Path> folders) throws IOException {
        Files.createSymbolicLink(root.resolve("link to a file"), root.relativize(file));
        Files.createSymbolicLink(root.resolve("link to a folder"), root.relativize(folders.get(1)));
        Files.createSymbolicLink(root.resolve("link to nothing"), Path.of("nowhere"));
    }

    private static void dress(Path path, int mode, Random random) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
        Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000_000_000L + random.nextInt(Integer.MAX_VALUE)));
    }

    private static int size(Random random, int largest) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> largest;
            default -> random.nextInt(Math.max(1, largest / 10));
        };
    }

    private static Path pick(List<Path> folders, Random random) {
        return folders.get(random.nextInt(folders.size()));
    }

    /// A path whose last name is of any bytes; Java makes those only from an address.
    public static Path child(Path folder, Name name) {
        StringBuilder address = new StringBuilder(folder.toUri().getRawPath());
        if (!address.toString().endsWith("/")) address.append('/');
        for (byte b : name.bytes()) address.append("%%%02X".formatted(b & 0xff));
        return Path.of(URI.create("file://" + address));
    }
}
