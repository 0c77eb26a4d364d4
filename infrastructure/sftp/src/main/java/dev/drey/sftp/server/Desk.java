package dev.drey.sftp.server;

import dev.drey.files.Accounts;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Extension;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.Version;
import java.time.ZoneId;
import java.util.function.BooleanSupplier;

/// Where requests are told apart: each becomes a [Plan] when it comes, without waiting for anything.
final class Desk {
    private static final int VERSION = 3;

    private final OnPaths onPaths;
    private final OnHandles onHandles;
    private final Extras extras;
    private final Hashes hashes;
    private final Copies copies;

    /// @param home where the tree's relative paths start
    /// @param live whether the client is still there
    Desk(FileTree tree, RemotePath home, Handles handles, ServerOptions options, BooleanSupplier live) {
        Places places = new Places(home, options.longestPath());
        LongNames longNames = new LongNames(tree.power(Accounts.class), ZoneId.systemDefault());
        this.onPaths = new OnPaths(tree, handles, places, options.connection().leavings());
        this.onHandles = new OnHandles(tree, handles, longNames);
        Labour labour = options.connection().labour();
        this.hashes = new Hashes(tree, handles, places, labour, live);
        this.copies = new Copies(tree, handles, places, new Copying(labour, live));
        this.extras = new Extras(tree, handles, places, onPaths, options);
    }

    /// The answer to INIT.
    Version version() {
        return new Version(VERSION, extras.announced());
    }

    /// @throws Failed what the request is refused for at once
    Plan plan(Request request) throws Failed {
        return switch (request) {
            case Request.Open open -> onPaths.open(open);
            case Request.Opendir opendir -> onPaths.openDirectory(opendir);
            case Request.Stat stat -> onPaths.stat(stat);
            case Request.Lstat lstat -> onPaths.lstat(lstat);
            case Request.Realpath realpath -> onPaths.realpath(realpath);
            case Request.Readlink readlink -> onPaths.readlink(readlink);
            case Request.Setstat setstat -> onPaths.change(setstat);
            case Request.Mkdir mkdir -> onPaths.makeDirectory(mkdir);
            case Request.Rmdir rmdir -> onPaths.removeDirectory(rmdir);
            case Request.Remove remove -> onPaths.remove(remove);
            case Request.Symlink symlink -> onPaths.symlink(symlink);
            case Request.Rename rename -> onPaths.rename(rename);
            case Request.Close close -> onHandles.close(close);
            case Request.Read read -> onHandles.read(read);
            case Request.Write write -> onHandles.write(write);
            case Request.Fstat fstat -> onHandles.attributes(fstat);
            case Request.Fsetstat fsetstat -> onHandles.change(fsetstat);
            case Request.Readdir readdir -> onHandles.readDirectory(readdir);
            case Request.Extended extended -> plan(extended);
        };
    }

    /// Whether the bytes of the file are at hand.
    boolean isLate(Request.Read request) {
        return onHandles.isNear(request.handle());
    }

    /// Closes what the client has left open.
    void close(Handle handle) throws Failed {
        onHandles.close(handle);
    }

    private Plan plan(Request.Extended request) throws Failed {
        return switch (request) {
            case Request.Fsync fsync -> onHandles.sync(fsync);
            case Request.Limits limits -> extras.limits(limits);
            case Request.PosixRename rename -> extras.replace(rename);
            case Request.HardLink link -> extras.hardLink(link);
            case Request.Lsetstat lsetstat -> extras.changeLink(lsetstat);
            case Request.Statvfs statvfs -> extras.space(statvfs);
            case Request.Fstatvfs fstatvfs -> extras.space(fstatvfs);
            case Request.SpaceAvailable space -> extras.spaceAvailable(space);
            case Request.ExpandPath expand -> extras.expand(expand);
            case Request.HomeDirectory home -> extras.home(home);
            case Request.UsersGroupsById ids -> extras.accounts(ids);
            case Request.CopyData copy -> copies.data(copy);
            case Request.CopyFile copy -> copies.file(copy);
            case Request.CheckFileName check -> hashes.check(check);
            case Request.CheckFileHandle check -> hashes.check(check);
            case Request.Md5Hash hash -> hashes.md5(hash);
            case Request.Md5HashHandle hash -> hashes.md5(hash);
            case Request.UnknownExtended unknown -> Plan.answer(unknown(unknown));
        };
    }

    /// A client may say who made it, and wants to hear no more than that this was heard.
    private static Reply unknown(Request.UnknownExtended request) {
        return request.name().equals(Extension.VENDOR_ID.wireName())
                ? Statuses.ok(request.id())
                : Statuses.unsupported(request.id(), "an extension of that name");
    }
}
