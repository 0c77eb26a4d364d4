package dev.drey.sftp.client;

import dev.drey.files.Attributes;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Decoded;
import dev.drey.sftp.wire.Extension;
import dev.drey.sftp.wire.Named;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// Sends requests by the kind of reply that they call for; another kind of reply ends the conversation.
final class Asking {
    /// What a reply without payload may take on the line, bytes.
    private static final int SMALL = 512;

    private static final int NAMES = 64 << 10;
    private static final int LONGEST_PATH = 32 << 10;

    private final Conversation conversation;

    Asking(Conversation conversation) {
        this.conversation = conversation;
    }

    Conversation conversation() {
        return conversation;
    }

    boolean announces(Extension extension) {
        return conversation.version().announces(extension);
    }

    /// A path that can be sent: a NUL, or more than servers read in a packet, would end the conversation.
    static RemotePath checked(Subject subject, RemotePath path) throws Failed {
        if (path.hasNul()) {
            throw subject.failure(Failure.Code.INVALID_PATH, "a path cannot hold a NUL")
                    .thrown();
        }
        if (path.length() > LONGEST_PATH) {
            throw subject.failure(Failure.Code.INVALID_PATH, "the path has more than " + LONGEST_PATH + " bytes")
                    .thrown();
        }
        return path;
    }

    Call<Done> done(Subject subject, IntFunction<Request> request, Diagnosis.Clue clue) throws Failed {
        return conversation.send(subject, request, SMALL, false, reply -> doneOf(subject, reply, clue));
    }

    Call<Done> patientlyDone(Subject subject, IntFunction<Request> request, Diagnosis.Clue clue) throws Failed {
        return conversation.send(subject, request, SMALL, true, reply -> doneOf(subject, reply, clue));
    }

    Call<Done> written(Subject subject, IntFunction<Request> request, int bytes, Diagnosis.Clue clue) throws Failed {
        return conversation.send(subject, request, bytes, false, reply -> doneOf(subject, reply, clue));
    }

    /// @param room that the bytes may be put in
    Call<ByteBuffer> data(Subject subject, IntFunction<Request> request, int length, Optional<ByteBuffer> room)
            throws Failed {
        return conversation.send(subject, request, length, false, room, reply -> dataOf(subject, reply, length));
    }

    Call<Attributes> attributes(Subject subject, IntFunction<Request> request, Diagnosis.Clue clue) throws Failed {
        return conversation.send(subject, request, SMALL, false, reply -> {
            if (reply instanceof Reply.Attributes got) return got.attrs().attributes();
            throw refused(subject, reply, clue);
        });
    }

    Call<Bytes> handle(Subject subject, IntFunction<Request> request, Diagnosis.Clue clue) throws Failed {
        return conversation.send(subject, request, SMALL, false, reply -> {
            if (reply instanceof Reply.Handle got) return got.handle();
            throw refused(subject, reply, clue);
        });
    }

    /// The names of a directory; empty at its end.
    Call<Optional<List<Named>>> names(Subject subject, IntFunction<Request> request) throws Failed {
        return conversation.send(subject, request, NAMES, false, reply -> {
            if (reply instanceof Reply.Names got) return Optional.of(got.names());
            if (isEnd(reply)) return Optional.empty();
            throw refused(subject, reply, Diagnosis.Clue.NONE);
        });
    }

    /// The one path in the answer of REALPATH, READLINK and their like.
    Call<RemotePath> path(Subject subject, IntFunction<Request> request, Diagnosis.Clue clue) throws Failed {
        return conversation.send(subject, request, SMALL, false, reply -> {
            if (reply instanceof Reply.Names got && got.names().size() == 1)
                return got.names().getFirst().filename().path();
            throw refused(subject, reply, clue);
        });
    }

    <A extends Answer> Call<A> answer(
            Subject subject, IntFunction<Request> request, Class<A> kind, boolean patient, Diagnosis.Clue clue)
            throws Failed {
        return conversation.send(subject, request, SMALL, patient, reply -> {
            if (!(reply instanceof Reply.Extended got)) throw refused(subject, reply, clue);
            return switch (Answer.decode(got.body(), kind)) {
                case Decoded.Whole<A>(A answer) -> answer;
                case Decoded.Malformed<A>(String why) -> throw unexpected(subject, why);
            };
        });
    }

    private Done doneOf(Subject subject, Reply reply, Diagnosis.Clue clue) throws Failed {
        if (reply instanceof Reply.Status status && status.isOk()) return Done.DONE;
        throw refused(subject, reply, clue);
    }

    private ByteBuffer dataOf(Subject subject, Reply reply, int length) throws Failed {
        if (isEnd(reply)) return ByteBuffer.allocate(0);
        if (!(reply instanceof Reply.Data got)) throw refused(subject, reply, Diagnosis.Clue.NONE);
        if (got.data().remaining() <= length) return got.data();
        throw unexpected(subject, "gave " + got.data().remaining() + " bytes where " + length + " were asked for");
    }

    private static boolean isEnd(Reply reply) {
        return reply instanceof Reply.Status status && status.code() == StatusCode.EOF;
    }

    private Failed refused(Subject subject, Reply reply, Diagnosis.Clue clue) {
        if (reply instanceof Reply.Status status && !status.isOk()) {
            return Diagnosis.of(subject, status, clue).thrown();
        }
        return unexpected(subject, "gave an answer of another kind than was asked for");
    }

    private Failed unexpected(Subject subject, String what) {
        Failure failure = conversation.protocolError(what);
        conversation.end(failure);
        return subject.failure(failure).thrown();
    }
}
