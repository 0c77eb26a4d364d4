package dev.drey.operations;

import dev.drey.files.Changes;
import dev.drey.files.Checksums;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.LinkAttributes;
import dev.drey.files.Name;
import dev.drey.files.OpenFile;
import dev.drey.files.Pending;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.files.Space;
import dev.drey.files.SyncDirectory;
import java.util.List;
import java.util.OptionalInt;

/// What can be asked of targets by a path: it is decided there, and a target that cannot answers UNSUPPORTED.
///
/// Not among them: names of owners, since a number means another person at each target; further lanes; facts.
record FederatedPowers(FederatedTree tree)
        implements Replace, HardLinks, LinkAttributes, Space, ServerSideCopy, SyncDirectory, Checksums, Home {
    private static final List<String> ALGORITHMS = List.of("md5", "sha1", "sha224", "sha256", "sha384", "sha512");

    private GatedPowers at(RemotePath path) throws Failed {
        return GatedPowers.of(tree.in(path));
    }

    @Override
    public void replace(RemotePath from, RemotePath to) throws Failed {
        GatedPowers.of(tree.sameTarget(from, to)).replace(from, to);
    }

    @Override
    public void hardLink(RemotePath existing, RemotePath link) throws Failed {
        GatedPowers.of(tree.sameTarget(existing, link)).hardLink(existing, link);
    }

    @Override
    public OptionalInt names(RemotePath path) throws Failed {
        return at(path).names(path);
    }

    @Override
    public void setLinkAttributes(RemotePath path, Changes changes) throws Failed {
        at(path).setLinkAttributes(path, changes);
    }

    @Override
    public Room room(RemotePath path) throws Failed {
        return at(path).room(path);
    }

    @Override
    public void syncDirectory(RemotePath directory) throws Failed {
        at(directory).syncDirectory(directory);
    }

    /// All that any target may know.
    @Override
    public List<String> algorithms() {
        return ALGORITHMS;
    }

    @Override
    public List<byte[]> checksums(RemotePath path, String algorithm, long offset, long length, int blockSize)
            throws Failed {
        return at(path).checksums(path, algorithm, offset, length, blockSize);
    }

    /// Inside one target by itself where it can, else through here.
    @Override
    public Pending<Done> copyData(OpenFile from, long offset, long length, OpenFile to, long toOffset) throws Failed {
        if (!(from instanceof WatchedFile source) || !(to instanceof WatchedFile sink)) {
            throw new IllegalArgumentException("both files must be opened from this tree");
        }
        if (source.gate().equals(sink.gate())
                && source.gate().power(ServerSideCopy.class).isPresent()) {
            GatedTree one = tree.in(source.gate().terms().prefix());
            return GatedPowers.of(one).copyData(from, offset, length, to, toOffset);
        }
        return Carrying.start(new Carrying.Range(source, offset, length), sink, toOffset);
    }

    @Override
    public RemotePath expand(RemotePath path) throws Failed {
        byte[] bytes = path.bytes();
        if (bytes.length == 0 || bytes[0] != '~') return RemotePath.ROOT.resolve(path);
        List<Name> names = path.names();
        if (names.getFirst().length() == 1) return Base.below(RemotePath.ROOT, names.subList(1, names.size()));
        throw Failure.of(Failure.Code.NOT_FOUND, path, path.display() + ": only ~ itself is known here")
                .thrown();
    }
}
