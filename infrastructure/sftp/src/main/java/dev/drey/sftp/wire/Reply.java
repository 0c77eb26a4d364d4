package dev.drey.sftp.wire;

import java.nio.ByteBuffer;
import java.util.List;

/// What a server answers (draft-02, section 7).
public sealed interface Reply extends Packet {
    /// The id of the request.
    int id();

    /// Reads a packet, which must be a reply.
    static Decoded<Reply> decode(ByteBuffer packet) {
        return Codec.decode(packet, Reply.class);
    }

    /// How it went (section 7).
    ///
    /// @param number as it came; see [#code()]
    /// @param message for a person, may be empty
    /// @param language of the message, may be empty
    record Status(int id, int number, String message, String language) implements Reply {
        public static Status of(int id, StatusCode code, String message) {
            return new Status(id, code.number(), message, "en");
        }

        public StatusCode code() {
            return StatusCode.of(number);
        }

        public boolean isOk() {
            return number == StatusCode.OK.number();
        }
    }

    record Handle(int id, Bytes handle) implements Reply {}

    /// Bytes of a file; none only where none were asked for.
    ///
    /// @param data read: a slice of the packet's memory; written: sent as it is, not copied
    record Data(int id, ByteBuffer data) implements Reply {}

    record Names(int id, List<Named> names) implements Reply {
        public Names {
            names = List.copyOf(names);
        }
    }

    record Attributes(int id, Attrs attrs) implements Reply {}

    /// The answer of an extended request. Which [Answer] it is follows from the request alone.
    record Extended(int id, Bytes body) implements Reply {
        public static Extended of(int id, Answer answer) {
            return new Extended(id, Answers.encode(answer));
        }
    }
}
