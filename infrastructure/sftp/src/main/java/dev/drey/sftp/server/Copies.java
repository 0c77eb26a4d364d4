package dev.drey.sftp.server;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.HardLinks;
import dev.drey.files.Name;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.sftp.server.Turn.Claim;
import dev.drey.sftp.wire.Extension;
import dev.drey.sftp.wire.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/// Plans `copy-data` (between open files) and `copy-file` (between names; the extensions draft 00, section 6).
///
/// A file is copied into a side file next to its new name, which gets the name when all of it is there: so the name
/// never leads to half a file, and what had it before stays whole until then.
///
record Copies(FileTree tree, Handles handles, Places places, Copying copying) {
    private static final int LONGEST_NAME = 255;
    private static final int READABLE = 0777;

    Plan data(Request.CopyData request) throws Failed {
        Optional<ServerSideCopy> power = tree.power(ServerSideCopy.class);
        if (power.isEmpty()) return Extras.lacking(request.id(), Extension.COPY_DATA);
        Handle from = handles.find(request.from());
        Handle to = handles.find(request.to());
        if (request.offset() < 0 || request.length() < 0 || request.toOffset() < 0) {
            throw Failure.of(Code.INVALID_ARGUMENT, "no file reaches that far").thrown();
        }
        List<Claim> claims = new ArrayList<>(from.claims(false));
        claims.addAll(to.claims(true));
        return Plan.using(List.of(from, to), claims, () -> {
            between(power.get(), request, from, to);
            return Statuses.ok(request.id());
        });
    }

    /// A range that goes beyond the end is copied up to the end. The tree has to see all of it at once only where the
    /// two ranges may overlap in one file.
    private void between(ServerSideCopy power, Request.CopyData request, Handle source, Handle target) throws Failed {
        OpenFile from = source.readable();
        OpenFile to = target.writable();
        long toOffset = request.toOffset();
        long rest = Math.max(0, from.attributes().await().sizeOrZero() - request.offset());
        long length = request.length() == 0 ? rest : Math.min(rest, request.length());
        if (length > Long.MAX_VALUE - toOffset) {
            throw Failure.of(Code.INVALID_ARGUMENT, "no file reaches that far").thrown();
        }
        Copying.Range range = new Copying.Range(from, request.offset(), length);
        if (target.appends()) {
            copying.append(range, to);
            return;
        }
        long distance = Math.abs(request.offset() - toOffset);
        boolean overlap = distance != 0 && distance < length && source.mayBe(target);
        copying.copy(power, range, to, toOffset, overlap);
    }

    Plan file(Request.CopyFile request) throws Failed {
        Optional<ServerSideCopy> copy = tree.power(ServerSideCopy.class);
        Optional<Replace> replace = tree.power(Replace.class);
        if (copy.isEmpty() || replace.isEmpty()) return Extras.lacking(request.id(), Extension.COPY_FILE);
        return Plan.of(List.of(places.looking(request.from()), places.changing(request.to())), () -> {
            file(request, copy.get(), replace.get());
            return Statuses.ok(request.id());
        });
    }

    private void file(Request.CopyFile request, ServerSideCopy copy, Replace replace) throws Failed {
        RemotePath to = request.to();
        Attributes source = tree.stat(request.from());
        if (source.isDirectory()) throw taken(Code.IS_A_DIRECTORY, request.from(), "Is a directory");
        refuseTaken(request, source);
        RemotePath side = side(to);
        int permissions = source.permissions().orElse(0666) & READABLE;
        try (OpenFile from = tree.open(request.from(), OpenOptions.READ)) {
            try (OpenFile into = tree.open(side, OpenOptions.createNew(permissions))) {
                long length = from.attributes().await().sizeOrZero();
                copying.copy(copy, new Copying.Range(from, 0, length), into, 0, false);
            }
            if (request.overwrite()) replace.replace(side, to);
            else tree.rename(side, to);
        } catch (Failed failed) {
            throw withoutSide(side, failed);
        }
    }

    private void refuseTaken(Request.CopyFile request, Attributes source) throws Failed {
        RemotePath to = request.to();
        Attributes there;
        try {
            there = tree.lstat(to);
        } catch (Failed failed) {
            if (failed.code() == Code.NOT_FOUND) return;
            throw failed;
        }
        if (there.isDirectory()) throw taken(Code.IS_A_DIRECTORY, to, "Is a directory");
        if (!request.overwrite()) throw taken(Code.ALREADY_EXISTS, to, "File exists");
        if (there.isFile() && areOne(request, source, there)) {
            throw taken(Code.INVALID_ARGUMENT, to, "this is the file that shall be copied");
        }
    }

    /// By where their names lead, and where a file has several names by all that is told of it: which file it is, no
    /// tree says.
    private boolean areOne(Request.CopyFile request, Attributes source, Attributes there) throws Failed {
        if (tree.realpath(request.from()).equals(tree.realpath(request.to()))) return true;
        Optional<HardLinks> links = tree.power(HardLinks.class);
        if (links.isEmpty() || !source.equals(there)) return false;
        OptionalInt names = links.get().names(request.from());
        return names.orElse(1) > 1 && names.equals(links.get().names(request.to()));
    }

    private static Failed taken(Code code, RemotePath path, String words) {
        return Failure.of(code, path, path.display() + ": " + words).thrown();
    }

    /// The failure is what counts, also where the side file cannot be removed.
    private Failed withoutSide(RemotePath side, Failed failed) {
        try {
            tree.remove(side);
        } catch (Failed unmade) {
            failed.addSuppressed(unmade);
        }
        return failed;
    }

    /// Named as those of transfers, so that people and cleaners know it.
    private static RemotePath side(RemotePath to) {
        String end = String.format(
                Locale.ROOT, ".%08x.drey-part", ThreadLocalRandom.current().nextInt());
        byte[] name = to.name().bytes();
        ByteArrayOutputStream side = new ByteArrayOutputStream();
        side.write('.');
        side.writeBytes(Arrays.copyOf(name, Math.min(name.length, LONGEST_NAME - 1 - end.length())));
        side.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
        return to.sibling(Name.ofBytes(side.toByteArray()));
    }
}
