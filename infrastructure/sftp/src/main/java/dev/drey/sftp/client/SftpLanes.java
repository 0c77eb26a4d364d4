package dev.drey.sftp.client;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.Lanes;
import dev.drey.link.Link;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Further channels to the same server: 1 to 3 on the first link, 4 to 7 on a second one where it may be
/// made.
///
/// What the far side refused once is not asked for again.
final class SftpLanes implements Lanes, AutoCloseable {
    /// Lanes of one link, the tree itself among them.
    private static final int PER_LINK = 4;

    private final Optional<Link> link;
    private final SecondLink second;
    private final LaneMaker maker;
    private final Map<Integer, Optional<FileTree>> lanes = new HashMap<>();
    private Optional<Link> secondLink = Optional.empty();
    private boolean askedForSecond;
    private volatile @Nullable SftpTree first;
    private boolean closed;

    /// @param link empty where there is but the one channel
    SftpLanes(Optional<Link> link, SecondLink second, LaneMaker maker) {
        this.link = link;
        this.second = second;
        this.maker = maker;
    }

    /// Makes a tree over a new channel of a link.
    interface LaneMaker {
        FileTree make(Link link) throws Failed;
    }

    /// Lane 0, whose round trips and limits count.
    void first(SftpTree tree) {
        first = tree;
    }

    @Override
    public synchronized Optional<FileTree> lane(int number) throws Failed {
        if (number < 1) throw new IllegalArgumentException("lanes are numbered from 1, not " + number);
        if (closed || number >= 2 * PER_LINK) return Optional.empty();
        Optional<FileTree> known = lanes.get(number);
        if (known != null) return known;
        Optional<FileTree> made = open(number);
        lanes.put(number, made);
        return made;
    }

    private Optional<FileTree> open(int number) throws Failed {
        Optional<Link> which = number < PER_LINK || link.isEmpty() ? link : second();
        if (which.isEmpty()) return Optional.empty();
        try {
            return Optional.of(maker.make(which.get()));
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.CANCELLED || !which.get().isOpen()) throw failed;
            return Optional.empty();
        }
    }

    private Optional<Link> second() throws Failed {
        if (askedForSecond) return secondLink;
        try {
            secondLink = second.open();
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.CANCELLED) throw failed;
            secondLink = Optional.empty();
        }
        askedForSecond = true;
        return secondLink;
    }

    @Override
    public long roundTrip() {
        SftpTree tree = first;
        return tree == null ? 0 : tree.conversation().roundTrip();
    }

    @Override
    public int openFiles() throws Failed {
        SftpTree tree = first;
        return tree == null ? 0 : tree.sizes().handles();
    }

    @Override
    public long laneWindow() {
        return link.map(each -> each.info().laneWindow()).orElse(0L);
    }

    @Override
    public synchronized void close() {
        closed = true;
        lanes.values().forEach(lane -> lane.ifPresent(FileTree::close));
        secondLink.ifPresent(Link::close);
    }
}
