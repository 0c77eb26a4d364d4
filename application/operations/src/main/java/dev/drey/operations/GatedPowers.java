package dev.drey.operations;

import dev.drey.files.Accounts;
import dev.drey.files.Changes;
import dev.drey.files.Checksums;
import dev.drey.files.Done;
import dev.drey.files.Facts;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.InOrder;
import dev.drey.files.Lanes;
import dev.drey.files.LinkAttributes;
import dev.drey.files.Name;
import dev.drey.files.OpenFile;
import dev.drey.files.Pending;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.files.Space;
import dev.drey.files.SyncDirectory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The powers of a [GatedTree]: those of its target, through the gate. What the target lacks is UNSUPPORTED.
record GatedPowers(GatedTree tree)
        implements Replace, HardLinks, LinkAttributes, Space, ServerSideCopy, SyncDirectory, Checksums, Home {
    static GatedPowers of(GatedTree tree) {
        return new GatedPowers(tree);
    }

    <P extends Power> Optional<P> find(Class<P> type) {
        Gate gate = tree.gate();
        if (type == Accounts.class || type == Facts.class || type == InOrder.class) return gate.power(type);
        if (type == Lanes.class) return gate.power(Lanes.class).map(lanes -> type.cast(new GatedLanes(lanes, tree)));
        if (!type.isInstance(this) || gate.power(type).isEmpty()) return Optional.empty();
        return Optional.of(type.cast(this));
    }

    private <P extends Power> P of(FileTree under, Class<P> type, RemotePath path) throws Failed {
        Optional<P> power = under.power(type);
        if (power.isPresent()) return power.get();
        throw Failure.of(
                        Failure.Code.UNSUPPORTED,
                        path,
                        path.display() + ": " + tree.gate().target() + " cannot do that")
                .withTarget(tree.gate().target())
                .thrown();
    }

    /// What may not be deleted keeps its name.
    @Override
    public void replace(RemotePath from, RemotePath to) throws Failed {
        tree.move(from, to, Act.REPLACE_TO, (old, fresh) -> {
            if (fresh.act() == Act.REPLACE_TO) {
                of(old.tree(), Replace.class, from).replace(old.far(), fresh.far());
                return;
            }
            try {
                GatedTree.giveName(old, fresh);
            } catch (Failed taken) {
                if (taken.code() != Failure.Code.ALREADY_EXISTS) throw taken;
                throw tree.gate()
                        .denied(Act.REPLACE_TO, fresh.inside(), "Permission denied: you may not delete what is there");
            }
        });
    }

    @Override
    public void hardLink(RemotePath existing, RemotePath link) throws Failed {
        GatedTree.Pair pair = new GatedTree.Pair(Act.LINK_OF, existing, Act.LINK, link);
        tree.both(pair, (old, fresh) -> of(old.tree(), HardLinks.class, link).hardLink(old.far(), fresh.far()));
    }

    @Override
    public OptionalInt names(RemotePath path) throws Failed {
        return tree.perform(
                Act.NAMES,
                path,
                (under, far) -> of(under, HardLinks.class, path).names(far));
    }

    @Override
    public void setLinkAttributes(RemotePath path, Changes changes) throws Failed {
        tree.set(
                Act.SET_LINK,
                path,
                changes,
                (under, far, all) -> of(under, LinkAttributes.class, path).setLinkAttributes(far, all));
    }

    @Override
    public Room room(RemotePath path) throws Failed {
        return tree.perform(
                Act.ROOM, path, (under, far) -> of(under, Space.class, path).room(far));
    }

    @Override
    public void syncDirectory(RemotePath directory) throws Failed {
        tree.perform(Act.SYNC, directory, (under, far) -> {
            of(under, SyncDirectory.class, directory).syncDirectory(far);
            return far;
        });
    }

    @Override
    public List<String> algorithms() {
        return tree.gate().power(Checksums.class).map(Checksums::algorithms).orElse(List.of());
    }

    @Override
    public List<byte[]> checksums(RemotePath path, String algorithm, long offset, long length, int blockSize)
            throws Failed {
        return tree.perform(
                Act.CHECKSUM,
                path,
                (under, far) -> of(under, Checksums.class, path).checksums(far, algorithm, offset, length, blockSize));
    }

    @Override
    public Pending<Done> copyData(OpenFile from, long offset, long length, OpenFile to, long toOffset) throws Failed {
        if (!(from instanceof WatchedFile source) || !(to instanceof WatchedFile sink)) {
            throw new IllegalArgumentException("both files must be opened from this tree");
        }
        source.checkReading();
        sink.checkWriting();
        Optional<ServerSideCopy> power = tree.gate().power(ServerSideCopy.class);
        if (power.isEmpty()) {
            throw Failure.of(Failure.Code.UNSUPPORTED, tree.gate().target() + " cannot copy by itself")
                    .withTarget(tree.gate().target())
                    .thrown();
        }
        return sink.copying(
                source,
                offset,
                length,
                () -> power.get().copyData(source.under(), offset, length, sink.under(), toOffset));
    }

    /// `~` is where relative paths start; other people's homes are looked for at the target.
    @Override
    public RemotePath expand(RemotePath path) throws Failed {
        byte[] bytes = path.bytes();
        if (bytes.length == 0 || bytes[0] != '~')
            return tree.realpath(RemotePath.HERE).resolve(path);
        List<Name> names = path.names();
        RemotePath start =
                names.getFirst().length() == 1 ? tree.realpath(RemotePath.HERE) : home(path, names.getFirst());
        return Base.below(start, names.subList(1, names.size()));
    }

    private RemotePath home(RemotePath path, Name who) throws Failed {
        RemotePath asked = RemotePath.ofBytes(who.bytes());
        RemotePath inside = tree.perform(
                Act.REALPATH,
                tree.gate().terms().prefix(),
                (under, far) -> of(under, Home.class, path).expand(asked));
        return tree.shown(inside, path);
    }
}
