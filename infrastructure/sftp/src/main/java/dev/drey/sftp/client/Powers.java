package dev.drey.sftp.client;

import static dev.drey.sftp.client.Asking.checked;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.files.Accounts;
import dev.drey.files.Changes;
import dev.drey.files.Checksums;
import dev.drey.files.Done;
import dev.drey.files.Entry;
import dev.drey.files.Facts;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.InOrder;
import dev.drey.files.Lanes;
import dev.drey.files.LinkAttributes;
import dev.drey.files.Listing;
import dev.drey.files.OpenFile;
import dev.drey.files.Pending;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.files.Space;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Extension;
import dev.drey.sftp.wire.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The powers that a server announced, by their type.
final class Powers {
    private final Map<Class<? extends Power>, Power> powers = new HashMap<>();

    Powers(SftpTree tree, Asking asking, Clues clues, Lanes lanes, Quirks quirks) {
        powers.put(Lanes.class, lanes);
        powers.put(Facts.class, new Told(tree, asking));
        if (quirks.inOrder()) powers.put(InOrder.class, new Queueing());
        if (asking.announces(Extension.POSIX_RENAME)) powers.put(Replace.class, new Replacing(asking, clues));
        if (asking.announces(Extension.HARDLINK)) powers.put(HardLinks.class, new Linking(tree, asking, clues));
        if (asking.announces(Extension.LSETSTAT)) powers.put(LinkAttributes.class, new Lsetstat(asking, clues));
        if (asking.announces(Extension.COPY_DATA)) powers.put(ServerSideCopy.class, new Copying(asking, clues));
        if (asking.announces(Extension.USERS_GROUPS_BY_ID)) powers.put(Accounts.class, new ById(asking));
        if (asking.announces(Extension.STATVFS)) powers.put(Space.class, new ByStatvfs(asking));
        else if (asking.announces(Extension.SPACE_AVAILABLE)) powers.put(Space.class, new ByAvailable(asking));
        if (asking.announces(Extension.EXPAND_PATH)) powers.put(Home.class, new ByExpanding(asking));
        else if (asking.announces(Extension.HOME_DIRECTORY)) powers.put(Home.class, new ByHomeDirectory(asking));
        Hashing.of(tree, asking).ifPresent(hashing -> powers.put(Checksums.class, hashing));
    }

    <P extends Power> Optional<P> find(Class<P> type) {
        return Optional.ofNullable(powers.get(type)).map(type::cast);
    }

    /// What the server announced, and how much it takes in one request.
    private record Told(SftpTree tree, Asking asking) implements Facts {
        @Override
        public Map<String, String> facts() {
            Map<String, String> facts = new TreeMap<>();
            facts.put(
                    "extensions",
                    asking.conversation().version().extensions().stream()
                            .map(pair -> pair.name())
                            .sorted()
                            .collect(Collectors.joining(" ")));
            try {
                RequestSizes sizes = tree.sizes();
                facts.put("maxRead", Integer.toString(sizes.read()));
                facts.put("maxWrite", Integer.toString(sizes.write()));
                if (sizes.handles() > 0) facts.put("maxHandles", Integer.toString(sizes.handles()));
            } catch (Failed lost) {
                facts.put("limits", "not known: " + lost.failure().message());
            }
            return facts;
        }
    }

    private record Queueing() implements InOrder {}

    private record Replacing(Asking asking, Clues clues) implements Replace {
        @Override
        public void replace(RemotePath from, RemotePath to) throws Failed {
            Subject subject = Subject.of("rename", from);
            checked(subject, from);
            checked(Subject.of("rename to", to), to);
            Diagnosis.Clue clue = clues.replacedDirectory(from, to)
                    .or(Clues.longName(from, to))
                    .or(clues.farApart(from, to))
                    .or(clues.room(to.parent()));
            asking.patientlyDone(subject, id -> new Request.PosixRename(id, from, to), clue)
                    .await();
        }
    }

    private record Linking(SftpTree tree, Asking asking, Clues clues) implements HardLinks {
        /// Of a larger directory the first names are read: whoever wants to know waits for it.
        private static final int PORTIONS = 16;

        @Override
        public void hardLink(RemotePath existing, RemotePath link) throws Failed {
            Subject subject = Subject.of("hard link", link);
            checked(subject, existing);
            checked(subject, link);
            Diagnosis.Clue clue = clues.taken(link)
                    .or(Clues.longName(existing, link))
                    .or(clues.farApart(existing, link))
                    .or(clues.room(link.parent()));
            asking.done(subject, id -> new Request.HardLink(id, existing, link), clue)
                    .await();
        }

        @Override
        public OptionalInt names(RemotePath path) throws Failed {
            try (Listing listing = tree.list(path.parent())) {
                for (int portion = 0; portion < PORTIONS; portion++) {
                    Optional<List<Entry>> some = listing.next();
                    if (some.isEmpty()) return OptionalInt.empty();
                    for (Entry entry : some.get()) {
                        if (entry.name().equals(path.name())) return entry.links();
                    }
                }
            }
            return OptionalInt.empty();
        }
    }

    private record Lsetstat(Asking asking, Clues clues) implements LinkAttributes {
        @Override
        public void setLinkAttributes(RemotePath path, Changes changes) throws Failed {
            Subject subject = Subject.of("set attributes of link", path);
            checked(subject, path);
            Diagnosis.Clue clue =
                    Clues.linkPermissions(changes).or(Clues.longName(path)).or(clues.room(path.parent()));
            asking.done(subject, id -> new Request.Lsetstat(id, path, Attrs.of(changes)), clue)
                    .await();
        }
    }

    private record Copying(Asking asking, Clues clues) implements ServerSideCopy {
        @Override
        public Pending<Done> copyData(OpenFile from, long offset, long length, OpenFile to, long toOffset)
                throws Failed {
            if (!(from instanceof SftpFile source && to instanceof SftpFile sink)
                    || source.asking() != asking
                    || sink.asking() != asking) {
                throw Subject.of("copy on the server")
                        .failure(Code.INVALID_ARGUMENT, "both files must have been opened from this tree")
                        .thrown();
            }
            Subject subject = Subject.of("copy to", sink.path());
            return asking.patientlyDone(
                    subject,
                    id -> new Request.CopyData(id, source.handle(), offset, length, sink.handle(), toOffset),
                    clues.room(sink.handle(), Math.max(1, length)));
        }
    }

    private record ById(Asking asking) implements Accounts {
        /// How many numbers go into one request.
        private static final int PORTION = 1000;

        @Override
        public Map<Integer, String> users(Set<Integer> uids) throws Failed {
            return names(uids, true);
        }

        @Override
        public Map<Integer, String> groups(Set<Integer> gids) throws Failed {
            return names(gids, false);
        }

        private Map<Integer, String> names(Set<Integer> numbers, boolean users) throws Failed {
            Map<Integer, String> names = new HashMap<>();
            List<Integer> all = new ArrayList<>(numbers);
            for (int at = 0; at < all.size(); at += PORTION) {
                List<Integer> some = all.subList(at, Math.min(all.size(), at + PORTION));
                List<String> answer = ask(users ? some : List.of(), users ? List.of() : some, users);
                for (int i = 0; i < Math.min(some.size(), answer.size()); i++) {
                    if (!answer.get(i).isEmpty()) names.put(some.get(i), answer.get(i));
                }
            }
            return Map.copyOf(names);
        }

        private List<String> ask(List<Integer> uids, List<Integer> gids, boolean users) throws Failed {
            Answer.UsersGroups answer = asking.answer(
                            Subject.of("name owners"),
                            id -> new Request.UsersGroupsById(id, uids, gids),
                            Answer.UsersGroups.class,
                            false,
                            Diagnosis.Clue.NONE)
                    .await();
            return users ? answer.users() : answer.groups();
        }
    }

    private record ByStatvfs(Asking asking) implements Space {
        @Override
        public Room room(RemotePath path) throws Failed {
            Subject subject = Subject.of("ask for space of", path);
            checked(subject, path);
            Answer.Statvfs said = asking.answer(
                            subject,
                            id -> new Request.Statvfs(id, path),
                            Answer.Statvfs.class,
                            false,
                            Clues.longName(path))
                    .await();
            boolean readOnly = (said.flag() & Answer.Statvfs.READ_ONLY) != 0;
            long unit = said.frsize();
            return new Room(
                    bytes(said.blocks(), unit),
                    bytes(said.bfree(), unit),
                    bytes(said.bavail(), unit),
                    Math.max(0, said.files()),
                    Math.max(0, said.ffree()),
                    readOnly,
                    new FileSystem(
                            said.fsid(),
                            said.bsize(),
                            unit,
                            said.namemax(),
                            (said.flag() & Answer.Statvfs.NO_SETUID) == 0));
        }

        private static long bytes(long blocks, long unit) {
            return Math.multiplyHigh(blocks, unit) != 0 || blocks < 0 || blocks * unit < 0
                    ? Long.MAX_VALUE
                    : blocks * unit;
        }
    }

    private record ByAvailable(Asking asking) implements Space {
        @Override
        public Room room(RemotePath path) throws Failed {
            Subject subject = Subject.of("ask for space of", path);
            checked(subject, path);
            Answer.SpaceAvailable said = asking.answer(
                            subject,
                            id -> new Request.SpaceAvailable(id, path),
                            Answer.SpaceAvailable.class,
                            false,
                            Clues.longName(path))
                    .await();
            return new Room(said.device(), said.unusedOnDevice(), said.unusedByUser(), 0, 0, false);
        }
    }

    private record ByExpanding(Asking asking) implements Home {
        @Override
        public RemotePath expand(RemotePath path) throws Failed {
            Subject subject = Subject.of("expand", path);
            checked(subject, path);
            return asking.path(subject, id -> new Request.ExpandPath(id, path), Clues.longName(path))
                    .await();
        }
    }

    private record ByHomeDirectory(Asking asking) implements Home {
        @Override
        public RemotePath expand(RemotePath path) throws Failed {
            Subject subject = Subject.of("expand", path);
            checked(subject, path);
            byte[] bytes = path.bytes();
            int slash = 0;
            while (slash < bytes.length && bytes[slash] != '/') slash++;
            boolean tilde = bytes.length > 0 && bytes[0] == '~';
            RemotePath from = tilde ? home(subject, new String(bytes, 1, slash - 1, UTF_8)) : RemotePath.HERE;
            RemotePath rest = tilde ? RemotePath.ofBytes(tail(bytes, slash)) : path;
            RemotePath whole = from.resolve(rest);
            return asking.path(subject, id -> new Request.Realpath(id, whole), Clues.longName(whole))
                    .await();
        }

        private static byte[] tail(byte[] bytes, int from) {
            while (from < bytes.length && bytes[from] == '/') from++;
            return Arrays.copyOfRange(bytes, from, bytes.length);
        }

        private RemotePath home(Subject subject, String user) throws Failed {
            return asking.path(subject, id -> new Request.HomeDirectory(id, user), Diagnosis.Clue.NONE)
                    .await();
        }
    }
}
