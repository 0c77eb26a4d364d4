package dev.drey.sftp.server;

import dev.drey.files.Accounts;
import dev.drey.files.Checksums;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.LinkAttributes;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.files.Space;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Extension;
import dev.drey.sftp.wire.Pair;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plans the extensions, each of which stands on a power of the tree (OpenSSH's PROTOCOL, section 4; the copy-data
/// draft). What the tree cannot do is neither announced nor done.
record Extras(FileTree tree, Handles handles, Places places, OnPaths onPaths, ServerOptions options) {
    /// The largest packet that is taken, bytes.
    static final int LARGEST_PACKET = 300 << 10;

    private static final String VENDOR = "Drey";
    private static final String PRODUCT = "Drey SFTP server";

    /// What VERSION says.
    List<Pair> announced() {
        List<Extension> all = new ArrayList<>(List.of(Extension.LIMITS, Extension.FSYNC));
        if (has(Replace.class)) all.add(Extension.POSIX_RENAME);
        if (has(Space.class)) all.addAll(List.of(Extension.STATVFS, Extension.FSTATVFS, Extension.SPACE_AVAILABLE));
        if (has(HardLinks.class)) all.add(Extension.HARDLINK);
        if (has(LinkAttributes.class)) all.add(Extension.LSETSTAT);
        if (has(Home.class)) all.addAll(List.of(Extension.EXPAND_PATH, Extension.HOME_DIRECTORY));
        if (has(Accounts.class)) all.add(Extension.USERS_GROUPS_BY_ID);
        if (has(ServerSideCopy.class)) all.add(Extension.COPY_DATA);
        if (has(ServerSideCopy.class) && has(Replace.class)) all.add(Extension.COPY_FILE);
        if (has(Checksums.class)) {
            all.addAll(List.of(Extension.CHECK_FILE, Extension.CHECK_FILE_NAME, Extension.CHECK_FILE_HANDLE));
            all.addAll(List.of(Extension.MD5_HASH, Extension.MD5_HASH_HANDLE));
        }
        List<Pair> pairs = new ArrayList<>(
                all.stream().sorted().map(Extension::announcement).toList());
        pairs.add(vendor());
        return List.copyOf(pairs);
    }

    /// Who made this (draft-09, section 4.4).
    private static Pair vendor() {
        String version = Optional.ofNullable(Extras.class.getPackage().getImplementationVersion())
                .orElse("");
        return Extension.vendor(VENDOR, PRODUCT, version);
    }

    private boolean has(Class<? extends Power> power) {
        return tree.power(power).isPresent();
    }

    Plan limits(Request.Limits request) {
        Answer limits = new Answer.Limits(
                LARGEST_PACKET,
                OnHandles.LARGEST,
                OnHandles.LARGEST,
                options.connection().handles());
        return Plan.answer(Reply.Extended.of(request.id(), limits));
    }

    Plan replace(Request.PosixRename request) throws Failed {
        Optional<Replace> power = tree.power(Replace.class);
        if (power.isEmpty()) return lacking(request.id(), Extension.POSIX_RENAME);
        return onPaths.moving(
                request.id(), request.from(), request.to(), () -> power.get().replace(request.from(), request.to()));
    }

    Plan hardLink(Request.HardLink request) throws Failed {
        Optional<HardLinks> power = tree.power(HardLinks.class);
        if (power.isEmpty()) return lacking(request.id(), Extension.HARDLINK);
        return Plan.of(List.of(places.changing(request.existing()), places.changing(request.link())), () -> {
            power.get().hardLink(request.existing(), request.link());
            return Statuses.ok(request.id());
        });
    }

    Plan changeLink(Request.Lsetstat request) throws Failed {
        Optional<LinkAttributes> power = tree.power(LinkAttributes.class);
        if (power.isEmpty()) return lacking(request.id(), Extension.LSETSTAT);
        var changes = OnPaths.checked(request.attrs().changes());
        return Plan.of(List.of(places.changing(request.path())), () -> {
            if (!changes.isEmpty()) power.get().setLinkAttributes(request.path(), changes);
            return Statuses.ok(request.id());
        });
    }

    Plan space(Request.Statvfs request) throws Failed {
        Optional<Space> power = tree.power(Space.class);
        if (power.isEmpty()) return lacking(request.id(), Extension.STATVFS);
        return Plan.of(
                List.of(places.looking(request.path())),
                () -> Reply.Extended.of(request.id(), statvfs(power.get().room(request.path()))));
    }

    Plan space(Request.Fstatvfs request) throws Failed {
        Optional<Space> power = tree.power(Space.class);
        if (power.isEmpty()) return lacking(request.id(), Extension.FSTATVFS);
        Handle handle = handles.find(request.handle());
        return Plan.of(
                handle.claims(false),
                () -> Reply.Extended.of(request.id(), statvfs(power.get().room(handle.path()))));
    }

    private static Answer statvfs(Space.Room room) {
        Space.FileSystem on = room.fileSystem();
        long unit = Math.max(1, on.fragment());
        return new Answer.Statvfs(
                on.block(),
                unit,
                Long.divideUnsigned(room.total(), unit),
                Long.divideUnsigned(room.free(), unit),
                Long.divideUnsigned(room.available(), unit),
                room.files(),
                room.filesFree(),
                room.filesFree(),
                on.id(),
                (room.readOnly() ? Answer.Statvfs.READ_ONLY : 0) | (on.honoursSetuid() ? 0 : Answer.Statvfs.NO_SETUID),
                on.longestName());
    }

    Plan spaceAvailable(Request.SpaceAvailable request) throws Failed {
        Optional<Space> power = tree.power(Space.class);
        if (power.isEmpty()) return lacking(request.id(), Extension.SPACE_AVAILABLE);
        return Plan.of(List.of(places.looking(request.path())), () -> {
            Space.Room room = power.get().room(request.path());
            return Reply.Extended.of(
                    request.id(), new Answer.SpaceAvailable(room.total(), room.free(), 0, room.available(), (int)
                            room.fileSystem().fragment()));
        });
    }

    Plan expand(Request.ExpandPath request) throws Failed {
        Optional<Home> power = tree.power(Home.class);
        if (power.isEmpty()) return lacking(request.id(), Extension.EXPAND_PATH);
        RemotePath path = request.path();
        if (!path.text().startsWith("~")) return onPaths.realpath(new Request.Realpath(request.id(), path));
        places.names(path);
        // Where a home lies is not known yet, so this is in nobody's order.
        return Plan.of(
                List.of(),
                () -> OnPaths.name(request.id(), tree.realpath(power.get().expand(path))));
    }

    Plan home(Request.HomeDirectory request) throws Failed {
        Optional<Home> power = tree.power(Home.class);
        if (power.isEmpty()) return lacking(request.id(), Extension.HOME_DIRECTORY);
        RemotePath path = RemotePath.of("~" + request.user());
        places.names(path);
        if (request.user().indexOf('/') >= 0) {
            throw Failure.of(Failure.Code.NOT_FOUND, path, path.display() + ": no user is called so")
                    .thrown();
        }
        return Plan.of(List.of(), () -> OnPaths.name(request.id(), power.get().expand(path)));
    }

    Plan accounts(Request.UsersGroupsById request) {
        Optional<Accounts> power = tree.power(Accounts.class);
        if (power.isEmpty()) return lacking(request.id(), Extension.USERS_GROUPS_BY_ID);
        return Plan.of(List.of(), () -> {
            Map<Integer, String> users = power.get().users(new HashSet<>(request.uids()));
            Map<Integer, String> groups = power.get().groups(new HashSet<>(request.gids()));
            Reply.Extended reply = Reply.Extended.of(
                    request.id(), new Answer.UsersGroups(named(request.uids(), users), named(request.gids(), groups)));
            if (reply.body().length() <= OnHandles.LARGEST) return reply;
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "so many names do not fit one reply; ask for fewer")
                    .thrown();
        });
    }

    private static List<String> named(List<Integer> ids, Map<Integer, String> names) {
        return ids.stream().map(id -> names.getOrDefault(id, "")).toList();
    }

    static Plan lacking(int id, Extension extension) {
        return Plan.answer(Statuses.unsupported(id, extension.wireName()));
    }
}
