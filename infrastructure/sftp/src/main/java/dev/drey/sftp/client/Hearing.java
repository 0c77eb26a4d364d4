package dev.drey.sftp.client;

import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import dev.drey.sftp.wire.Decoded;
import dev.drey.sftp.wire.Frame;
import dev.drey.sftp.wire.Framing;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Version;
import java.nio.ByteBuffer;
import java.util.Optional;

/// What a conversation hears. Everything in here runs in the channel's own thread: it parses and
/// completes, and never sends, waits, or runs a caller's code.
final class Hearing implements Receiver {
    private static final byte DATA = 103;

    /// Its type and the id of the request.
    private static final int DATA_START = 1 + Integer.BYTES;

    private final Conversation conversation;
    private final Channel channel;
    private final Limits limits;
    private final Framing framing;
    private boolean deaf;

    Hearing(Conversation conversation, Channel channel, Limits limits) {
        this.conversation = conversation;
        this.channel = channel;
        this.limits = limits;
        // What comes is what was asked for, and that is bounded: so the whole of a packet may have room at once.
        this.framing = new Framing(Limits.HELLO_PACKET, limits.largestPacket(), this::room);
    }

    /// The memory that came with the request, so that the bytes of a file are copied once on their way through.
    private Optional<ByteBuffer> room(int length, ByteBuffer start) {
        if (start.remaining() < DATA_START || start.get() != DATA) return Optional.empty();
        return conversation.room(start.getInt()).filter(room -> room.remaining() >= length);
    }

    @Override
    public void data(ByteBuffer bytes) {
        int count = bytes.remaining();
        conversation.heard();
        while (!deaf && bytes.hasRemaining()) {
            switch (framing.next(bytes)) {
                case Frame.Whole whole -> packet(whole);
                case Frame.NeedMore more -> {}
                case Frame.Empty empty -> fail(conversation.protocolError("sent an empty packet"));
                case Frame.TooLarge large -> fail(tooLarge(large));
            }
        }
        channel.consumed(count);
    }

    @Override
    public void closed(Optional<Failure> why) {
        conversation.ended(why);
    }

    private void packet(Frame.Whole whole) {
        if (!conversation.hasHello()) {
            hello(whole.packet());
            return;
        }
        ByteBuffer packet = whole.packet();
        boolean data = packet.get(packet.position()) == DATA;
        switch (Reply.decode(data ? whole.keep() : packet)) {
            case Decoded.Whole<Reply>(Reply reply) -> conversation.reply(reply);
            case Decoded.Malformed<Reply>(String why) ->
                fail(conversation.protocolError("sent what cannot be read: " + why));
        }
    }

    private void hello(ByteBuffer packet) {
        switch (Version.decode(packet)) {
            case Decoded.Whole<Version>(Version version) -> {
                framing.maximum(limits.largestPacket());
                conversation.hello(version);
            }
            case Decoded.Malformed<Version>(String why) ->
                fail(conversation.protocolError("did not begin with VERSION: " + why));
        }
    }

    private Failure tooLarge(Frame.TooLarge large) {
        if (conversation.hasHello()) {
            return conversation.protocolError("announced a packet of " + large.length() + " bytes");
        }
        String text = large.start().name().display();
        return Failure.of(
                        Failure.Code.NO_SFTP_SUBSYSTEM,
                        conversation.peer() + " printed text where SFTP should begin: \"" + text
                                + "\". Its login shell must print nothing when nobody looks at it"
                                + " (see .bashrc, .profile, or a forced command)")
                .with("printed", text);
    }

    private void fail(Failure failure) {
        deaf = true;
        conversation.end(failure);
    }
}
