package dev.drey.sftp.server;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves a [FileTree] to one SFTP client (version 3 as OpenSSH speaks it) on one channel, until the
/// channel ends.
///
/// Each request runs on a virtual thread of its own when its turn has come ([Turns]); reads and writes of
/// one file are passed on to the tree without waiting for each other. Only reads of a
/// [dev.drey.files.NearFile] are done by the one who sends the replies, and hashes and copies by
/// [Workers]. What is in flight is bounded ([ServerOptions]); a client that does not read its replies
/// stops being read. A malformed packet ends the channel with a log line. When the channel ends,
/// everything that is open is closed, after what was under way. The tree stays open: it belongs to the
/// caller.
public final class SftpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SftpServer.class);
    private static final Failure UNEXPECTED =
            Failure.of(Failure.Code.INTERNAL, "this request failed; the log of the server says why");

    private final Channel channel;
    private final ServerOptions options;
    private final Handles handles;
    private final Desk desk;
    private final Turns turns = new Turns();
    private final Replies replies;
    private final Intake intake;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean closing;

    private SftpServer(Channel channel, FileTree tree, RemotePath home, ServerOptions options) {
        this.channel = channel;
        this.options = options;
        this.handles = new Handles(options.connection());
        this.desk = new Desk(tree, home, handles, options, channel::isOpen);
        this.replies = new Replies(channel, options.peer());
        this.intake = new Intake(channel, options, new Hearer());
    }

    /// Starts serving. Asks the tree once for its home before anything is read.
    public static SftpServer over(Channel channel, FileTree tree, ServerOptions options) {
        SftpServer server = new SftpServer(channel, tree, home(tree, options), options);
        channel.receive(server.new Ears());
        return server;
    }

    /// A tree that cannot tell its home may still serve absolute paths, so this is no reason to give up.
    private static RemotePath home(FileTree tree, ServerOptions options) {
        try {
            return tree.realpath(RemotePath.HERE);
        } catch (Failed failed) {
            LOG.warn(
                    "sftp for {}: the home is not known: {}",
                    options.peer(),
                    failed.failure().message());
            return RemotePath.ROOT;
        }
    }

    /// Waits until the channel has ended and everything is closed.
    ///
    /// @return whether that came within `limit`
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return end.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Waits for as long as the channel is open, and then for a moment until everything is closed. For
    /// who must not close the channel themselves: over SSH its end comes behind an exit status, which scp
    /// asks for.
    ///
    /// @param grace how long closing may take, and how often the channel is looked at
    /// @return whether everything is closed
    public boolean awaitClient(Duration grace) throws InterruptedException {
        while (channel.isOpen()) {
            if (awaitEnd(grace)) return true;
        }
        return awaitEnd(grace);
    }

    /// How many files and directories the client has open.
    public int open() {
        return handles.count();
    }

    /// Whether no request is under way, and none is remembered.
    public boolean isIdle() {
        return turns.running() == 0 && turns.isEmpty();
    }

    /// Ends the channel; what is under way goes on to its end, see [#awaitEnd].
    @Override
    public void close() {
        channel.close();
    }

    private static void start(Runnable work) {
        Thread.ofVirtual().name("sftp-server").start(work);
    }

    /// The channel's own thread.
    private final class Ears implements Receiver {
        @Override
        public void data(ByteBuffer bytes) {
            intake.data(bytes);
        }

        @Override
        public void closed(Optional<Failure> why) {
            why.ifPresent(failure -> LOG.info("sftp for {} ended: {}", options.peer(), failure.message()));
            intake.end();
            start(SftpServer.this::closeAll);
        }
    }

    private final class Hearer implements Intake.Hearer {
        @Override
        public void init(Intake.Load load) {
            replies.add(desk.version(), load::done);
            start(replies::flush);
        }

        @Override
        public boolean isLate(Request.Read request) {
            return desk.isLate(request);
        }

        @Override
        public void request(Request request, Intake.Load load) {
            Plan plan;
            try {
                plan = desk.plan(request);
            } catch (Failed failed) {
                plan = Plan.answer(Statuses.of(request.id(), failed.failure()));
            } catch (RuntimeException wrong) {
                LOG.error("sftp for {}: a request could not be planned", options.peer(), wrong);
                plan = Plan.answer(Statuses.of(request.id(), UNEXPECTED));
            }
            enter(plan, request.id(), load);
        }

        @Override
        public void unknown(int id, Intake.Load load) {
            enter(Plan.answer(Statuses.unsupported(id, "a request of that type")), id, load);
        }

        @Override
        public void malformed(String why) {
            LOG.warn("sftp for {} ends: {}", options.peer(), why);
            start(channel::close);
        }
    }

    private void enter(Plan plan, int id, Intake.Load load) {
        Turn[] turn = new Turn[1];
        Consumer<Runnable> line = line(plan);
        Runnable work = switch (plan.way()) {
            case Plan.Act act -> () -> start(() -> perform(act, turn[0], new Due(id, load, line)));
            case Plan.Late late -> () -> lineUp(late, turn[0], new Due(id, load, line));
        };
        turn[0] = new Turn(plan.claims(), plan.stream(), plan.inOrder(), plan.uses(), work);
        turns.enter(turn[0]);
    }

    /// A reply that is owed.
    ///
    /// @param line puts it in line when it is there: on an open file, behind those of earlier requests
    private record Due(int id, Intake.Load load, Consumer<Runnable> line) {}

    private static Consumer<Runnable> line(Plan plan) {
        Turn.Stream stream = plan.stream();
        if (stream == null) return Runnable::run;
        Sequence.Place place = stream.replies.enter();
        return lining -> stream.replies.ready(place, lining);
    }

    /// The sender does the rest.
    private void lineUp(Plan.Late late, Turn turn, Due due) {
        Runnable sent = () -> {
            turns.ended(turn);
            due.load().done();
            endWhenDone();
        };
        due.line().accept(() -> replies.add(late.length(), room -> filled(late, due.id(), turn, room), sent));
        if (replies.isLeft()) start(replies::flush);
    }

    private Reply filled(Plan.Late late, int id, Turn turn, ByteBuffer room) {
        try {
            return late.source().fill(room);
        } catch (Failed failed) {
            return Statuses.of(id, failed.failure());
        } catch (RuntimeException wrong) {
            LOG.error("sftp for {}: a request failed", options.peer(), wrong);
            return Statuses.of(id, UNEXPECTED);
        } finally {
            turns.issued(turn);
        }
    }

    private void perform(Plan.Act act, Turn turn, Due due) {
        int id = due.id();
        Reply[] reply = {Statuses.of(id, UNEXPECTED)};
        try {
            Plan.Answer answer = act.begin();
            due.load().taken();
            turns.issued(turn);
            reply[0] = answer.await();
        } catch (Failed failed) {
            reply[0] = Statuses.of(id, failed.failure());
        } catch (RuntimeException wrong) {
            LOG.error("sftp for {}: a request failed", options.peer(), wrong);
        } finally {
            turns.ended(turn);
            due.line().accept(() -> replies.add(reply[0], due.load()::done));
            replies.flush();
            endWhenDone();
        }
    }

    private void closeAll() {
        for (Handle handle : handles.all()) {
            // An OPEN that fails meanwhile has taken it away itself.
            if (!handles.withdraw(handle)) continue;
            Turn[] turn = new Turn[1];
            Runnable work = () -> start(() -> close(handle, turn[0]));
            turn[0] = new Turn(handle.claims(true), handle.stream, true, List.of(), work);
            turns.enter(turn[0]);
        }
        closing = true;
        endWhenDone();
    }

    private void close(Handle handle, Turn turn) {
        try {
            desk.close(handle);
        } catch (Failed failed) {
            LOG.info(
                    "sftp for {}: {} was closed with: {}",
                    options.peer(),
                    handle.path(),
                    failed.failure().message());
        } finally {
            turns.ended(turn);
            endWhenDone();
        }
    }

    private void endWhenDone() {
        if (closing && turns.running() == 0) end.countDown();
    }
}
