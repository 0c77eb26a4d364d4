package dev.drey.sftp.server;

import dev.drey.link.Channel;
import dev.drey.sftp.wire.Decoded;
import dev.drey.sftp.wire.Frame;
import dev.drey.sftp.wire.Framing;
import dev.drey.sftp.wire.Init;
import dev.drey.sftp.wire.Request;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Takes in what the client sends and lets so many requests to work that what is in flight stays within bounds; the
/// rest stays bytes, and is not credited to the channel, so that the client's window shuts.
///
/// The channel's reader brings bytes; whoever finishes a request brings room. Never blocks.
final class Intake {
    private static final int READDIR = 64 << 10;
    /// What a request needs besides its bytes: its place in the order, its thread, a short reply.
    private static final int OVERHEAD = 8 << 10;
    /// The same of one without a thread, whose answer is made when it goes out.
    private static final int LATE = 1 << 10;
    /// How many times as large as their bytes numbers of accounts are in memory, with their names.
    private static final int BOXED = 16;

    private static final int LAST_REQUEST = 20;
    private static final int FIRST_REPLY = 101;
    private static final int EXTENDED_REPLY = 201;

    private final Channel channel;
    private final ServerOptions options;
    private final Hearer hearer;
    private final Budget inFlight;
    private final Framing framing = new Framing(Extras.LARGEST_PACKET, Extras.LARGEST_PACKET);
    private final Backlog backlog = new Backlog();
    private final Runnable proceed = this::proceed;
    private boolean greeted;
    private boolean ended;
    private int running;
    /// Bytes that came since the last whole packet, and how many of those were credited early.
    private int partial;
    private int early;
    /// Bytes of requests at work that have not been credited.
    private long owed;

    /// Hears requests in the order of their arrival, with the intake's lock; must not block.
    interface Hearer {
        void init(Load load);

        /// Whether nothing of the answer is in memory before it goes out.
        boolean isLate(Request.Read request);

        void request(Request request, Load load);

        /// A packet that no draft of version 3 knows, or only the later ones.
        void unknown(int id, Load load);

        /// Nothing more can be read.
        void malformed(String why);
    }

    Intake(Channel channel, ServerOptions options, Hearer hearer) {
        this.channel = channel;
        this.options = options;
        this.hearer = hearer;
        this.inFlight = options.connection().inFlight();
    }

    /// What one request weighs. Each part is given back once.
    final class Load {
        private final long weight;
        private int bytes;
        private boolean held = true;

        private Load(int bytes, long weight) {
            this.bytes = bytes;
            this.weight = weight;
        }

        /// The request's own bytes need no room any more.
        void taken() {
            int credit;
            synchronized (Intake.this) {
                credit = bytes;
                bytes = 0;
                owed -= credit;
                credit += starving();
            }
            if (credit > 0) channel.consumed(credit);
        }

        /// The reply has gone out.
        void done() {
            taken();
            synchronized (Intake.this) {
                if (!held) return;
                held = false;
                running--;
            }
            inFlight.give(weight);
            proceed();
        }
    }

    /// More bytes have come.
    void data(ByteBuffer bytes) {
        int credit = 0;
        synchronized (this) {
            if (ended) credit = bytes.remaining();
            else if (backlog.isEmpty()) work(bytes);
            if (!ended && bytes.hasRemaining()) backlog.add(bytes);
            credit += starving();
        }
        if (credit > 0) channel.consumed(credit);
    }

    /// No more requests are taken.
    synchronized void end() {
        ended = true;
        backlog.clear();
        inFlight.forget(proceed);
    }

    private void proceed() {
        int credit;
        synchronized (this) {
            while (!ended && !backlog.isEmpty() && hasRoom()) {
                ByteBuffer first = backlog.first();
                work(first);
                if (!ended && !first.hasRemaining()) backlog.dropFirst();
            }
            credit = starving();
        }
        if (credit > 0) channel.consumed(credit);
    }

    /// A packet that came in part while nothing is at work could wait for ever in a small window: credits it.
    private int starving() {
        if (ended || owed > 0 || !backlog.isEmpty()) return 0;
        int credit = partial - early;
        early = partial;
        return credit;
    }

    private boolean hasRoom() {
        if (running == 0) return true;
        return running < options.requests() && inFlight.hasRoom(proceed);
    }

    private void work(ByteBuffer bytes) {
        while (!ended && hasRoom()) {
            int before = bytes.remaining();
            Frame frame = framing.next(bytes);
            partial += before - bytes.remaining();
            switch (frame) {
                case Frame.Whole whole -> packet(whole.keep());
                case Frame.NeedMore more -> {
                    return;
                }
                case Frame.TooLarge large -> malformed("a packet of " + large.length() + " bytes");
                case Frame.Empty empty -> malformed("a packet without a type");
            }
        }
    }

    private void packet(ByteBuffer packet) {
        int bytes = partial - early;
        partial = 0;
        early = 0;
        if (greeted && isUnknown(packet)) {
            hearer.unknown(packet.getInt(1), load(bytes, bytes + OVERHEAD));
        } else if (greeted) {
            take(Request.decode(packet), request -> hearer.request(request, load(bytes, weight(request, bytes))));
        } else {
            greeted = true;
            take(Init.decode(packet), init -> hearer.init(load(bytes, bytes + OVERHEAD)));
        }
    }

    /// Whether this could be a request, but is none of version 3: those are 3 to 20, and 200.
    private static boolean isUnknown(ByteBuffer packet) {
        int type = packet.get(0) & 0xff;
        return packet.remaining() >= 5 && ((type > LAST_REQUEST && type < FIRST_REPLY) || type > EXTENDED_REPLY);
    }

    private <P> void take(Decoded<P> decoded, Consumer<P> hear) {
        switch (decoded) {
            case Decoded.Whole<P> whole -> hear.accept(whole.packet());
            case Decoded.Malformed<P> wrong -> malformed(wrong.why());
        }
    }

    private Load load(int bytes, long weight) {
        owed += bytes;
        running++;
        inFlight.take(weight);
        return new Load(bytes, weight);
    }

    private long weight(Request request, int bytes) {
        return bytes
                + switch (request) {
                    case Request.Read read when hearer.isLate(read) -> LATE;
                    case Request.Read read -> OVERHEAD + OnHandles.length(read);
                    case Request.Readdir readdir -> OVERHEAD + READDIR;
                    case Request.CheckFileName check -> OVERHEAD + OnHandles.LARGEST;
                    case Request.CheckFileHandle check -> OVERHEAD + OnHandles.LARGEST;
                    case Request.UsersGroupsById ids -> OVERHEAD + OnHandles.LARGEST + (long) BOXED * bytes;
                    case Request other -> OVERHEAD;
                };
    }

    private void malformed(String why) {
        ended = true;
        backlog.clear();
        hearer.malformed(why);
    }
}
