package dev.drey.sftp.client;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.Lanes;
import dev.drey.link.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Further channels to the same server: 1 to 3 on the first link, four more on each further one that may be
/// made. Several may be opened at once, each waits for its own answers only.
///
/// What the far side refused once is not asked for again.
final class SftpLanes implements Lanes, AutoCloseable {
    /// Lanes of one link, the tree itself among them.
    private static final int PER_LINK = 4;

    private static final int MOST_LINKS = 4;

    private final Optional<Link> link;
    private final MoreLinks more;
    private final LaneMaker maker;
    private final Map<Integer, Once<FileTree>> lanes = new ConcurrentHashMap<>();
    private final Map<Integer, Once<Link>> links = new ConcurrentHashMap<>();

    /// What is to be closed with the tree.
    private final List<Runnable> opened = new ArrayList<>();

    private volatile @Nullable SftpTree first;
    private boolean closed;

    /// @param link empty where there is but the one channel
    SftpLanes(Optional<Link> link, MoreLinks more, LaneMaker maker) {
        this.link = link;
        this.more = more;
        this.maker = maker;
    }

    /// Makes a tree over a new channel of a link.
    interface LaneMaker {
        FileTree make(Link link) throws Failed;
    }

    private interface Making<T> {
        Optional<T> make() throws Failed;
    }

    /// An answer that is asked for until there is one, and then known.
    private static final class Once<T> {
        private final ReentrantLock lock = new ReentrantLock();
        private Optional<T> answer = Optional.empty();
        private boolean known;

        Optional<T> get(Making<T> making) throws Failed {
            try {
                lock.lockInterruptibly();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw Failure.of(Failure.Code.CANCELLED, "opening a lane was interrupted")
                        .thrown(interrupted);
            }
            try {
                if (!known) answer = making.make();
                known = true;
                return answer;
            } finally {
                lock.unlock();
            }
        }
    }

    /// Lane 0, whose round trips and limits count.
    void first(SftpTree tree) {
        first = tree;
    }

    @Override
    public int perConnection() {
        return PER_LINK;
    }

    @Override
    public Optional<FileTree> lane(int number) throws Failed {
        if (number < 1) throw new IllegalArgumentException("lanes are numbered from 1, not " + number);
        if (number >= PER_LINK * MOST_LINKS || isClosed()) return Optional.empty();
        return lanes.computeIfAbsent(number, any -> new Once<>()).get(() -> open(number));
    }

    private Optional<FileTree> open(int number) throws Failed {
        Optional<Link> which = link(number / PER_LINK);
        if (which.isEmpty()) return Optional.empty();
        try {
            return kept(maker.make(which.get()), FileTree::close);
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.CANCELLED || !which.get().isOpen()) throw failed;
            return Optional.empty();
        }
    }

    private Optional<Link> link(int number) throws Failed {
        if (number == 0 || link.isEmpty()) return link;
        return links.computeIfAbsent(number, any -> new Once<>()).get(this::further);
    }

    private Optional<Link> further() throws Failed {
        try {
            Optional<Link> made = more.open();
            return made.isEmpty() ? made : kept(made.get(), Link::close);
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.CANCELLED) throw failed;
            return Optional.empty();
        }
    }

    private interface Close<T> {
        void close(T what);
    }

    /// It is closed with the tree; at once, when that is closed already.
    private <T> Optional<T> kept(T made, Close<T> close) {
        synchronized (opened) {
            if (!closed) {
                opened.add(() -> close.close(made));
                return Optional.of(made);
            }
        }
        close.close(made);
        return Optional.empty();
    }

    private boolean isClosed() {
        synchronized (opened) {
            return closed;
        }
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

    /// Channels before the links that carry them.
    @Override
    public void close() {
        List<Runnable> all;
        synchronized (opened) {
            closed = true;
            all = List.copyOf(opened);
            opened.clear();
        }
        all.reversed().forEach(Runnable::run);
    }
}
