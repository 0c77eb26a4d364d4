package dev.drey.disk;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileType;
import dev.drey.files.Listing;
import dev.drey.files.Name;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.files.Space;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A jail's ground where openat2(2) is missing: paths are walked without links, and looked at again before
/// and after each operation. A link swapped in between two looks can be followed once; hence the label
/// `realpath`.
final class PathGround implements Ground {
    private interface Work<T> {
        T run() throws IOException;
    }

    @Override
    public String strength() {
        return "realpath";
    }

    @Override
    public Held root(Root root) throws IOException {
        return HeldPath.of(root.real());
    }

    @Override
    public FileIdentity identity(Root root) {
        return FileIdentity.of(root.real());
    }

    @Override
    public Held child(Held directory, Place.Step step) throws IOException {
        refuseSwapped(directory);
        return HeldPath.of(below(directory, step.name()));
    }

    @Override
    public Held hold(Place directory) throws IOException {
        return HeldPath.of(path(directory.thing()));
    }

    /// Nothing is held: roots are looked for by their paths, which are refused when a link has taken
    /// their place.
    @Override
    public Ground within(Map<Root, Held> roots) {
        return new PathGround();
    }

    private static Path below(Held directory, Name name) throws Failed {
        return path(directory).resolve(DiskPath.of(RemotePath.ofBytes(name.bytes())));
    }

    private static Path path(Held held) {
        if (held instanceof HeldPath path) return path.path();
        throw new IllegalStateException("not held by its path");
    }

    private static void refuseSwapped(Held held) throws IOException {
        if (!(held instanceof HeldPath path) || !path.isStillThere()) {
            throw JailTree.refusal("reach", DiskPath.of(path(held)), "a directory on the way was swapped meanwhile");
        }
    }

    /// Looks, works at the last name, and looks again.
    private <T> T at(Place place, Work<T> work) throws IOException {
        refuseSwapped(place.directory());
        T result = work.run();
        refuseSwapped(place.directory());
        return result;
    }

    private static Path name(Place place) throws Failed {
        return below(place.directory(), place.name());
    }

    @Override
    public Listing list(Place directory, RemotePath shown) throws IOException {
        refuseSwapped(directory.thing());
        Listing listing = new DirectoryListing(shown, path(directory.thing()));
        try {
            refuseSwapped(directory.thing());
            return new Filtered(listing, directory);
        } catch (IOException swapped) {
            listing.close();
            throw swapped;
        }
    }

    @Override
    public OpenFile open(Place place, RemotePath shown, OpenOptions options) throws IOException {
        return at(place, () -> {
            Path path = name(place);
            Channels channels = Channels.reopen(path, options);
            try {
                DiskAttributes now = DiskAttributes.of(path, LinkOption.NOFOLLOW_LINKS);
                boolean same = now.identity().equals(place.thing().identity());
                if (!same || now.attributes().type() != FileType.FILE) throw new Swapped("the file was swapped");
                refuseSwapped(place.directory());
                if (options.truncate()) channels.any().truncate(0);
                return new ChannelFile(shown, path, options, now.identity(), channels, place.isWritable());
            } catch (NoSuchFileException gone) {
                channels.close();
                throw new Swapped(gone);
            } catch (IOException trouble) {
                channels.close();
                throw trouble;
            }
        });
    }

    @Override
    public OpenFile create(Place place, RemotePath shown, OpenOptions options) throws IOException {
        return at(place, () -> new Opening(shown, name(place), options, false).created());
    }

    @Override
    public void makeDirectory(Place place, OptionalInt permissions) throws IOException {
        at(place, () -> {
            Path path = name(place);
            if (permissions.isPresent() && DiskAttributes.UNIX) {
                Files.createDirectory(path, Channels.asAttribute(permissions.getAsInt()));
                Opening.addHighBits(path, permissions);
            } else {
                Files.createDirectory(path);
            }
            return path;
        });
    }

    @Override
    public void remove(Place place, boolean directory) throws IOException {
        at(place, () -> {
            Files.delete(name(place));
            return place;
        });
    }

    @Override
    public void rename(Place from, Place to, boolean replace) throws IOException {
        at(
                from,
                () -> at(to, () -> {
                    if (replace) Files.move(name(from), name(to), StandardCopyOption.ATOMIC_MOVE);
                    else Renaming.withoutReplacing(name(from), name(to));
                    return to;
                }));
    }

    @Override
    public void symlink(Place place, RemotePath target) throws IOException {
        at(place, () -> {
            LinkText.write(name(place), target);
            return place;
        });
    }

    @Override
    public void hardLink(Place existing, Place link) throws IOException {
        at(existing, () -> at(link, () -> Files.createLink(name(link), name(existing))));
    }

    @Override
    public void change(Place place, Changes changes) throws IOException {
        Path path = path(place.thing());
        if (place.type() == FileType.LINK) {
            DiskAttributes.change(path, changes, LinkOption.NOFOLLOW_LINKS);
            return;
        }
        refuseSwapped(place.thing());
        DiskAttributes.change(path, changes);
        refuseSwapped(place.thing());
    }

    @Override
    public Space.Room room(Place place) throws IOException {
        return VolumeStat.roomOf(path(place.thing()));
    }

    @Override
    public void sync(Place directory) throws IOException {
        try (FileChannel channel = FileChannel.open(path(directory.thing()), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    /// A listing that says of forbidden entries only that they are there.
    private record Filtered(Listing listing, Place directory) implements Listing {
        @Override
        public Optional<List<Entry>> next() throws Failed {
            Optional<List<Entry>> some = listing.next();
            if (some.isEmpty()) return some;
            List<Entry> told = new ArrayList<>();
            for (Entry entry : some.get()) told.add(told(entry));
            return Optional.of(List.copyOf(told));
        }

        private Entry told(Entry entry) throws Failed {
            Where whole = directory.where().child(entry.name());
            FileIdentity identity = FileIdentity.of(below(directory.thing(), entry.name()));
            boolean refused =
                    directory.refused().names(whole) || directory.refused().contains(identity);
            Attributes told = JailListing.refused(entry.attributes().type());
            return refused ? new Entry(entry.name(), told) : entry;
        }

        @Override
        public void close() throws Failed {
            listing.close();
        }
    }
}
