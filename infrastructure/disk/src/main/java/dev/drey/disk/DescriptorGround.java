package dev.drey.disk;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.FileType;
import dev.drey.files.Listing;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.files.Space;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/// A jail's ground on Linux 5.6 and newer: every step by openat2(2), every operation relative to a
/// descriptor.
///
/// A name is opened by O_PATH first, which opens nothing and so cannot wait for a FIFO; what it is gets
/// decided on that descriptor. Mode and times are set through `/proc/self/fd/N`, which is the held file
/// and no name.
final class DescriptorGround implements Ground {
    private static final byte[] SELF = {'.'};
    private static final int NEW_FILE = 0666;
    private static final int NEW_DIRECTORY = 0777;

    private final Map<Root, HeldDescriptor> roots;

    private DescriptorGround(Map<Root, HeldDescriptor> roots) {
        this.roots = roots;
    }

    /// Whether the kernel has openat2 and lets us use it. (Some containers' filters answer EPERM.)
    static boolean works() {
        if (!Posix.available()) return false;
        try {
            Posix.close(Posix.openat2(Posix.AT_FDCWD, SELF, OpenHow.holding()));
            return true;
        } catch (PosixException missing) {
            return false;
        }
    }

    static DescriptorGround open(Bounds bounds) throws Failed {
        Map<Root, HeldDescriptor> roots = new HashMap<>();
        DescriptorGround ground = new DescriptorGround(roots);
        for (Root root : bounds.roots()) {
            RemotePath real = DiskPath.of(root.real());
            OpenHow how = new OpenHow(OpenHow.O_PATH | OpenHow.O_DIRECTORY | OpenHow.O_CLOEXEC, 0, 0);
            try {
                int number = Posix.openat2(Posix.AT_FDCWD, real.bytes(), how);
                roots.put(root, HeldDescriptor.of(new Descriptor(number)));
            } catch (IOException refused) {
                ground.close();
                throw Trouble.of("allow", real, refused);
            }
        }
        return ground;
    }

    @Override
    public String strength() {
        return "openat2";
    }

    @Override
    public Held root(Root root) throws IOException {
        HeldDescriptor held = roots.get(root);
        if (held == null) throw new IOException("the jail has no such root");
        return HeldDescriptor.of(held.descriptor().hold());
    }

    @Override
    public FileIdentity identity(Root root) {
        HeldDescriptor held = roots.get(root);
        return held == null ? FileIdentity.UNKNOWN : held.identity();
    }

    @Override
    public Held child(Held directory, Place.Step step) throws IOException {
        try {
            int number = Posix.openat2(number(directory), step.name().bytes(), OpenHow.holding());
            return HeldDescriptor.of(new Descriptor(number));
        } catch (PosixException refused) {
            throw named(refused, step);
        }
    }

    @Override
    public Held hold(Place directory) throws IOException {
        if (!(directory.thing() instanceof HeldDescriptor held)) throw new IllegalStateException("not held");
        return HeldDescriptor.of(held.descriptor().hold());
    }

    @Override
    public Ground within(Map<Root, Held> held) throws IOException {
        Map<Root, HeldDescriptor> inner = new HashMap<>();
        DescriptorGround ground = new DescriptorGround(inner);
        boolean whole = false;
        try {
            for (var one : held.entrySet()) {
                if (!(one.getValue() instanceof HeldDescriptor root)) throw new IllegalStateException("not held");
                inner.put(one.getKey(), HeldDescriptor.of(root.descriptor().hold()));
            }
            whole = true;
            return ground;
        } finally {
            if (!whole) ground.close();
        }
    }

    private static IOException named(PosixException refused, Place.Step step) {
        return refused.is(Errno.ENOENT)
                ? new NoSuchFileException(Bounds.path(step.where().shown()).display())
                : refused;
    }

    @Override
    public Listing list(Place directory, RemotePath shown) throws IOException {
        return new DescriptorListing(shown, directory, readable(directory));
    }

    /// The directory itself, opened for reading; also where its entries may be listed and not looked at.
    private static Descriptor readable(Place directory) throws IOException {
        int held = number(directory.thing());
        try {
            return new Descriptor(Posix.openat2(held, SELF, OpenHow.beneath(OpenHow.O_DIRECTORY, 0)));
        } catch (PosixException refused) {
            if (!refused.is(Errno.EACCES)) throw refused;
            OpenHow how = new OpenHow(OpenHow.O_DIRECTORY | OpenHow.O_CLOEXEC, 0, 0);
            return new Descriptor(Posix.openat2(Posix.AT_FDCWD, Posix.magic(held), how));
        }
    }

    @Override
    public OpenFile open(Place place, RemotePath shown, OpenOptions options) throws IOException {
        Descriptor opened = reopen(place, access(options));
        try {
            // Without O_TRUNC until it is known that this is what the walk has seen.
            if (options.truncate()) Posix.ftruncate(opened.number(), 0);
            return new DescriptorFile(shown, options, place.isWritable(), opened);
        } catch (IOException trouble) {
            opened.closeQuietly();
            throw trouble;
        }
    }

    /// Opens the name again for work, and makes sure that it still is the file that was decided about.
    private static Descriptor reopen(Place place, long access) throws IOException {
        Descriptor opened;
        try {
            OpenHow how = OpenHow.beneath(access | OpenHow.O_NONBLOCK | OpenHow.O_NOCTTY, 0);
            opened = new Descriptor(
                    Posix.openat2(number(place.directory()), place.name().bytes(), how));
        } catch (PosixException refused) {
            boolean swapped = refused.is(Errno.ENOENT) || refused.is(Errno.ELOOP) || refused.is(Errno.ENXIO);
            throw swapped ? new Swapped(refused) : refused;
        }
        try {
            Stat stat = Posix.stat(opened.number());
            boolean same = stat.identity().equals(place.thing().identity());
            if (!same || stat.type() != FileType.FILE) throw new Swapped("the file was swapped for another");
            return opened;
        } catch (IOException trouble) {
            opened.closeQuietly();
            throw trouble;
        }
    }

    private static long access(OpenOptions options) {
        boolean writes = options.write() || options.append() || options.truncate();
        long access = !writes ? 0 : options.read() ? OpenHow.O_RDWR : OpenHow.O_WRONLY;
        return options.append() ? access | OpenHow.O_APPEND : access;
    }

    @Override
    public OpenFile create(Place place, RemotePath shown, OpenOptions options) throws IOException {
        int mode = options.permissions().orElse(NEW_FILE) & 07777;
        long flags = access(options) | OpenHow.O_CREAT | OpenHow.O_EXCL | OpenHow.O_NONBLOCK | OpenHow.O_NOCTTY;
        try {
            int number = Posix.openat2(number(place.directory()), place.name().bytes(), OpenHow.beneath(flags, mode));
            return new DescriptorFile(shown, options, true, new Descriptor(number));
        } catch (PosixException refused) {
            throw taken(refused, place);
        }
    }

    private static IOException taken(PosixException refused, Place place) {
        return refused.is(Errno.EEXIST)
                ? new FileAlreadyExistsException(place.path().display())
                : refused;
    }

    @Override
    public void makeDirectory(Place place, OptionalInt permissions) throws IOException {
        int directory = number(place.directory());
        Posix.mkdirat(directory, place.name().bytes(), permissions.orElse(NEW_DIRECTORY) & 07777);
        int high = permissions.orElse(0) & 07000;
        if (high == 0) return;
        // mkdir(2) takes no setuid and setgid, but for the one that comes from the directory above; a directory just
        // made holds nothing that they could matter for.
        try (Held made = child(place.directory(), new Place.Step(place.name(), place.where()))) {
            if (made.attributes().isDirectory()) {
                Posix.chmod(number(made), made.attributes().permissions().orElse(0) | high);
            }
        }
    }

    @Override
    public void remove(Place place, boolean directory) throws IOException {
        Posix.unlinkat(number(place.directory()), place.name().bytes(), directory ? Posix.AT_REMOVEDIR : 0);
    }

    @Override
    public void rename(Place from, Place to, boolean replace) throws IOException {
        int flags = replace ? 0 : Posix.RENAME_NOREPLACE;
        try {
            rename(from, to, flags);
        } catch (PosixException refused) {
            boolean unknown = flags != 0 && (refused.is(Errno.EINVAL) || refused.is(Errno.ENOSYS));
            if (!unknown || from.type() == FileType.DIRECTORY) throw refused;
            // A file system without RENAME_NOREPLACE: a second name, then without the first; never over
            // another.
            hardLink(from, to);
            remove(from, false);
        }
    }

    private static void rename(Place from, Place to, int flags) throws PosixException {
        Posix.renameat2(
                number(from.directory()),
                from.name().bytes(),
                number(to.directory()),
                to.name().bytes(),
                flags);
    }

    @Override
    public void symlink(Place place, RemotePath target) throws IOException {
        Posix.symlinkat(target.bytes(), number(place.directory()), place.name().bytes());
    }

    @Override
    public void hardLink(Place existing, Place link) throws IOException {
        Posix.linkat(
                number(existing.directory()),
                existing.name().bytes(),
                number(link.directory()),
                link.name().bytes());
    }

    @Override
    public void change(Place place, Changes changes) throws IOException {
        Parts parts = new Parts();
        int held = number(place.thing());
        if (changes.size().isPresent())
            parts.run(() -> resize(place, changes.size().getAsLong()));
        boolean link = place.type() == FileType.LINK;
        if (changes.times().isPresent() && link) {
            Times times = new Times(changes.times().get());
            parts.run(() ->
                    Posix.utimensat(number(place.directory()), place.name().bytes(), times, Posix.AT_SYMLINK_NOFOLLOW));
        }
        change(parts, held, changes, !link);
        parts.end();
    }

    /// Owner before mode, because a change of owner clears setuid.
    static void change(Parts parts, int held, Changes changes, boolean timesToo) throws IOException {
        boolean owned = true;
        if (changes.owner().isPresent()) {
            Changes.Owner owner = changes.owner().get();
            owned = parts.run(() -> Posix.chown(held, owner.uid(), owner.gid()));
        }
        if (timesToo && changes.times().isPresent()) {
            Times times = new Times(changes.times().get());
            parts.run(() -> Posix.utimens(held, times));
        }
        if (changes.permissions().isPresent()) {
            int mode = Parts.mode(changes.permissions().getAsInt(), owned);
            parts.run(() -> Posix.chmod(held, mode));
        }
    }

    private static void resize(Place place, long size) throws IOException {
        if (place.type() == FileType.DIRECTORY) throw new PosixException("truncate", Errno.EISDIR.number());
        Descriptor opened = reopen(place, OpenHow.O_WRONLY);
        try {
            Posix.ftruncate(opened.number(), size);
        } finally {
            opened.close();
        }
    }

    @Override
    public Space.Room room(Place place) throws IOException {
        return Posix.fstatvfs(number(place.thing())).room();
    }

    @Override
    public void sync(Place directory) throws IOException {
        Descriptor opened = readable(directory);
        try {
            Posix.fsync(opened.number());
        } finally {
            opened.closeQuietly();
        }
    }

    @Override
    public void close() {
        roots.values().forEach(HeldDescriptor::close);
    }

    private static int number(Held held) {
        if (held instanceof HeldDescriptor descriptor) return descriptor.number();
        throw new IllegalStateException("not held by a descriptor");
    }
}
