package dev.drey.sftp.wire;

import static dev.drey.sftp.wire.Attrs.FIELD;
import static dev.drey.sftp.wire.Field.BOOLEAN;
import static dev.drey.sftp.wire.Field.BYTES;
import static dev.drey.sftp.wire.Field.LATE_TEXT;
import static dev.drey.sftp.wire.Field.PATH;
import static dev.drey.sftp.wire.Field.PAYLOAD;
import static dev.drey.sftp.wire.Field.REST;
import static dev.drey.sftp.wire.Field.TEXT;
import static dev.drey.sftp.wire.Field.U32;
import static dev.drey.sftp.wire.Field.U64;
import static dev.drey.sftp.wire.Layout.fields;

import dev.drey.sftp.wire.Request.CheckFileHandle;
import dev.drey.sftp.wire.Request.CheckFileName;
import dev.drey.sftp.wire.Request.Close;
import dev.drey.sftp.wire.Request.CopyData;
import dev.drey.sftp.wire.Request.CopyFile;
import dev.drey.sftp.wire.Request.ExpandPath;
import dev.drey.sftp.wire.Request.Fsetstat;
import dev.drey.sftp.wire.Request.Fstat;
import dev.drey.sftp.wire.Request.Fstatvfs;
import dev.drey.sftp.wire.Request.Fsync;
import dev.drey.sftp.wire.Request.HardLink;
import dev.drey.sftp.wire.Request.HomeDirectory;
import dev.drey.sftp.wire.Request.Limits;
import dev.drey.sftp.wire.Request.Lsetstat;
import dev.drey.sftp.wire.Request.Lstat;
import dev.drey.sftp.wire.Request.Md5Hash;
import dev.drey.sftp.wire.Request.Md5HashHandle;
import dev.drey.sftp.wire.Request.Mkdir;
import dev.drey.sftp.wire.Request.Open;
import dev.drey.sftp.wire.Request.Opendir;
import dev.drey.sftp.wire.Request.PosixRename;
import dev.drey.sftp.wire.Request.Read;
import dev.drey.sftp.wire.Request.Readdir;
import dev.drey.sftp.wire.Request.Readlink;
import dev.drey.sftp.wire.Request.Realpath;
import dev.drey.sftp.wire.Request.Remove;
import dev.drey.sftp.wire.Request.Rename;
import dev.drey.sftp.wire.Request.Rmdir;
import dev.drey.sftp.wire.Request.Setstat;
import dev.drey.sftp.wire.Request.SpaceAvailable;
import dev.drey.sftp.wire.Request.Stat;
import dev.drey.sftp.wire.Request.Statvfs;
import dev.drey.sftp.wire.Request.Symlink;
import dev.drey.sftp.wire.Request.UsersGroupsById;
import dev.drey.sftp.wire.Request.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table of all packets: number, name where it is an extension, and the one layout that reads and
/// writes it.
final class Layouts {
    static final int EXTENDED = 200;

    private static final Map<Integer, Entry<? extends Packet>> BY_NUMBER = new HashMap<>();
    private static final Map<String, Entry<? extends Packet>> BY_NAME = new HashMap<>();
    private static final Map<Class<? extends Packet>, Entry<? extends Packet>> BY_KIND = new HashMap<>();

    private static final Field<List<Integer>> NUMBERS = Field.nested(U32);
    private static final Field<List<Named>> NAMES = Field.counted(Named.FIELD, Named.SMALLEST);

    static {
        requests();
        replies();
        extendedRequests();
        hashRequests();
    }

    private Layouts() {}

    /// @param name of an extended request, else empty
    record Entry<P extends Packet>(int number, String name, Class<P> kind, Layout<P> layout) {
        void write(Output out, Packet packet) {
            layout.write(out, kind.cast(packet));
        }
    }

    static Optional<Entry<? extends Packet>> numbered(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    static Optional<Entry<? extends Packet>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// Of every packet but [Request.UnknownExtended], whose name is not known before it is made.
    static Entry<? extends Packet> entry(Packet packet) {
        Entry<? extends Packet> entry = BY_KIND.get(packet.getClass());
        if (entry == null) throw new IllegalStateException("a packet without a layout");
        return entry;
    }

    private static void requests() {
        core(1, Init.class, fields(Init::new, Pair.UNTIL_END, Init::extensions));
        core(3, Open.class, fields(Open::new, PATH, Open::path, U32, Open::flags, FIELD, Open::attrs));
        core(4, Close.class, fields(Close::new, BYTES, Close::handle));
        core(5, Read.class, fields(Read::new, BYTES, Read::handle, U64, Read::offset, U32, Read::length));
        core(6, Write.class, fields(Write::new, BYTES, Write::handle, U64, Write::offset, PAYLOAD, Write::data));
        core(7, Lstat.class, fields(Lstat::new, PATH, Lstat::path));
        core(8, Fstat.class, fields(Fstat::new, BYTES, Fstat::handle));
        core(9, Setstat.class, fields(Setstat::new, PATH, Setstat::path, FIELD, Setstat::attrs));
        core(10, Fsetstat.class, fields(Fsetstat::new, BYTES, Fsetstat::handle, FIELD, Fsetstat::attrs));
        core(11, Opendir.class, fields(Opendir::new, PATH, Opendir::path));
        core(12, Readdir.class, fields(Readdir::new, BYTES, Readdir::handle));
        core(13, Remove.class, fields(Remove::new, PATH, Remove::path));
        core(14, Mkdir.class, fields(Mkdir::new, PATH, Mkdir::path, FIELD, Mkdir::attrs));
        core(15, Rmdir.class, fields(Rmdir::new, PATH, Rmdir::path));
        core(16, Realpath.class, fields(Realpath::new, PATH, Realpath::path));
        core(17, Stat.class, fields(Stat::new, PATH, Stat::path));
        core(18, Rename.class, fields(Rename::new, PATH, Rename::from, PATH, Rename::to));
        core(19, Readlink.class, fields(Readlink::new, PATH, Readlink::path));
        core(20, Symlink.class, fields(Symlink::new, PATH, Symlink::target, PATH, Symlink::link));
    }

    private static void replies() {
        core(2, Version.class, fields(Version::new, Pair.UNTIL_END, Version::extensions));
        core(
                101,
                Reply.Status.class,
                fields(
                        Reply.Status::new,
                        U32,
                        Reply.Status::number,
                        LATE_TEXT,
                        Reply.Status::message,
                        LATE_TEXT,
                        Reply.Status::language));
        core(102, Reply.Handle.class, fields(Reply.Handle::new, BYTES, Reply.Handle::handle));
        core(103, Reply.Data.class, fields(Reply.Data::new, PAYLOAD, Reply.Data::data));
        core(104, Reply.Names.class, fields(Reply.Names::new, NAMES, Reply.Names::names));
        core(105, Reply.Attributes.class, fields(Reply.Attributes::new, FIELD, Reply.Attributes::attrs));
        core(201, Reply.Extended.class, fields(Reply.Extended::new, REST, Reply.Extended::body));
    }

    private static void extendedRequests() {
        extended(
                Extension.POSIX_RENAME,
                PosixRename.class,
                fields(PosixRename::new, PATH, PosixRename::from, PATH, PosixRename::to));
        extended(Extension.STATVFS, Statvfs.class, fields(Statvfs::new, PATH, Statvfs::path));
        extended(Extension.FSTATVFS, Fstatvfs.class, fields(Fstatvfs::new, BYTES, Fstatvfs::handle));
        extended(
                Extension.HARDLINK,
                HardLink.class,
                fields(HardLink::new, PATH, HardLink::existing, PATH, HardLink::link));
        extended(Extension.FSYNC, Fsync.class, fields(Fsync::new, BYTES, Fsync::handle));
        extended(
                Extension.LSETSTAT,
                Lsetstat.class,
                fields(Lsetstat::new, PATH, Lsetstat::path, FIELD, Lsetstat::attrs));
        extended(Extension.LIMITS, Limits.class, fields(Limits::new));
        extended(Extension.EXPAND_PATH, ExpandPath.class, fields(ExpandPath::new, PATH, ExpandPath::path));
        extended(Extension.HOME_DIRECTORY, HomeDirectory.class, fields(HomeDirectory::new, TEXT, HomeDirectory::user));
        extended(
                Extension.USERS_GROUPS_BY_ID,
                UsersGroupsById.class,
                fields(UsersGroupsById::new, NUMBERS, UsersGroupsById::uids, NUMBERS, UsersGroupsById::gids));
        extended(
                Extension.SPACE_AVAILABLE,
                SpaceAvailable.class,
                fields(SpaceAvailable::new, PATH, SpaceAvailable::path));
        extended(
                Extension.COPY_DATA,
                CopyData.class,
                fields(
                        CopyData::new,
                        BYTES,
                        CopyData::from,
                        U64,
                        CopyData::offset,
                        U64,
                        CopyData::length,
                        BYTES,
                        CopyData::to,
                        U64,
                        CopyData::toOffset));
        extended(
                Extension.COPY_FILE,
                CopyFile.class,
                fields(CopyFile::new, PATH, CopyFile::from, PATH, CopyFile::to, BOOLEAN, CopyFile::overwrite));
    }

    private static void hashRequests() {
        Layout<CheckFileHandle> byHandle = fields(
                CheckFileHandle::new,
                BYTES,
                CheckFileHandle::handle,
                TEXT,
                CheckFileHandle::algorithms,
                U64,
                CheckFileHandle::offset,
                U64,
                CheckFileHandle::length,
                U32,
                CheckFileHandle::blockSize);
        extended(Extension.CHECK_FILE, CheckFileHandle.class, byHandle);
        extended(Extension.CHECK_FILE_HANDLE, CheckFileHandle.class, byHandle);
        extended(
                Extension.CHECK_FILE_NAME,
                CheckFileName.class,
                fields(
                        CheckFileName::new,
                        PATH,
                        CheckFileName::path,
                        TEXT,
                        CheckFileName::algorithms,
                        U64,
                        CheckFileName::offset,
                        U64,
                        CheckFileName::length,
                        U32,
                        CheckFileName::blockSize));
        extended(
                Extension.MD5_HASH,
                Md5Hash.class,
                fields(
                        Md5Hash::new,
                        PATH,
                        Md5Hash::path,
                        U64,
                        Md5Hash::offset,
                        U64,
                        Md5Hash::length,
                        BYTES,
                        Md5Hash::quickCheck));
        extended(
                Extension.MD5_HASH_HANDLE,
                Md5HashHandle.class,
                fields(
                        Md5HashHandle::new,
                        BYTES,
                        Md5HashHandle::handle,
                        U64,
                        Md5HashHandle::offset,
                        U64,
                        Md5HashHandle::length,
                        BYTES,
                        Md5HashHandle::quickCheck));
    }

    private static <P extends Packet> void core(int number, Class<P> kind, Layout<P> layout) {
        Entry<P> entry = new Entry<>(number, "", kind, layout);
        BY_NUMBER.put(number, entry);
        BY_KIND.put(kind, entry);
    }

    /// Where a packet has two names, it is written under the one that was put in last.
    private static <P extends Packet> void extended(Extension extension, Class<P> kind, Layout<P> layout) {
        Entry<P> entry = new Entry<>(EXTENDED, extension.wireName(), kind, layout);
        BY_NAME.put(extension.wireName(), entry);
        BY_KIND.put(kind, entry);
    }
}
