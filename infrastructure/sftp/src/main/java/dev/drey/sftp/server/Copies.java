package dev.drey.sftp.server;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.Name;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.sftp.server.Turn.Claim;
import dev.drey.sftp.wire.Extension;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/// Plans `copy-data` (between open files) and `copy-file` (between names; the extensions draft 00, section 6).
///
/// A file is copied into a side file next to its new name, which gets the name when all of it is there: so the name
/// never leads to half a file, and what had it before stays whole until then.
///
/// @param live whether somebody still waits: a copy stops between two pieces when the channel has ended
record Copies(FileTree tree, Handles handles, Places places, BooleanSupplier live) {
    private static final long PIECE = 64L << 20;
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
        return Plan.using(List.of(from, to), claims, () -> between(power.get(), request, from.readable(), to.writable()));
    }

    /// A range that goes beyond the end is copied up to the end.
    private Reply between(ServerSideCopy power, Request.CopyData request, OpenFile from, OpenFile to) throws Failed {
        long rest = Math.max(0, from.attributes().await().sizeOrZero() - request.offset());
        long length = request.length() == 0 ? rest : Math.min(rest, request.length());
        if (length > Long.MAX_VALUE - request.toOffset()) {
            throw Failure.of(Code.INVALID_ARGUMENT, "no file reaches that far").thrown();
        }
        copy(power, from, request.offset(), length, to, request.toOffset());
        return Statuses.ok(request.id());
    }

    /// In pieces, where that cannot hide that the two ranges overlap in one file: then the tree has to see all of it.
    private void copy(ServerSideCopy power, OpenFile from, long offset, long length, OpenFile to, long toOffset)
            throws Failed {
        boolean apart = offset == toOffset || Math.abs(offset - toOffset) >= length;
        long piece = apart ? PIECE : Math.max(1, length);
        for (long done = 0; done < length; done += piece) {
            if (!live.getAsBoolean())
                throw Failure.of(Code.CANCELLED, "the channel has ended").thrown();
            power.copyData(from, offset + done, Math.min(piece, length - done), to, toOffset + done)
                    .await();
        }
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
        refuseTaken(to, request.overwrite());
        RemotePath side = side(to);
        int permissions = source.permissions().orElse(0666) & READABLE;
        try (OpenFile from = tree.open(request.from(), OpenOptions.READ)) {
            try (OpenFile into = tree.open(side, OpenOptions.createNew(permissions))) {
                copy(copy, from, 0, from.attributes().await().sizeOrZero(), into, 0);
            }
            if (request.overwrite()) replace.replace(side, to);
            else tree.rename(side, to);
        } catch (Failed failed) {
            throw withoutSide(side, failed);
        }
    }

    private void refuseTaken(RemotePath to, boolean overwrite) throws Failed {
        Attributes there;
        try {
            there = tree.lstat(to);
        } catch (Failed failed) {
            if (failed.code() == Code.NOT_FOUND) return;
            throw failed;
        }
        if (there.isDirectory()) throw taken(Code.IS_A_DIRECTORY, to, "Is a directory");
        if (!overwrite) throw taken(Code.ALREADY_EXISTS, to, "File exists");
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
