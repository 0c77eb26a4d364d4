package dev.drey.sftp.server;

import dev.drey.files.Failed;
import dev.drey.sftp.server.Turn.Claim;
import dev.drey.sftp.wire.Reply;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request is going to do, made when it comes: what it touches, and how it is done once its turn has come.
///
/// @param stream the open file whose tree keeps order by itself; null for other requests
/// @param inOrder whether it goes behind all earlier requests on that file, even those that only look
/// @param uses open files that must stay open until it has ended
record Plan(List<Claim> claims, Turn.@Nullable Stream stream, boolean inOrder, List<Turn.Stream> uses, Way way) {

    /// How it is done.
    sealed interface Way {}

    /// Tells the tree. When it returns, the tree has been told; the reply may come later. Has a thread of its own.
    non-sealed interface Act extends Way {
        Answer begin() throws Failed;
    }

    /// A reply of many bytes that are at hand: whoever sends it fetches them when it is to go out, so that they lie
    /// nowhere meanwhile, and no thread is needed.
    ///
    /// @param length the most bytes that `source` gives
    record Late(int length, Source source) implements Way {}

    /// Fills memory that the sender lends until the reply has gone out.
    interface Source {
        Reply fill(ByteBuffer room) throws Failed;
    }

    /// Waits for the tree's answer and makes a reply of it.
    interface Answer {
        Reply await() throws Failed;
    }

    /// Done when it is told.
    interface Deed {
        Reply run() throws Failed;
    }

    static Plan of(List<Claim> claims, Deed deed) {
        return telling(claims, () -> {
            Reply reply = deed.run();
            return () -> reply;
        });
    }

    static Plan telling(List<Claim> claims, Act act) {
        return new Plan(claims, null, false, List.of(), act);
    }

    /// Done when it is told, with files that stay open until then.
    static Plan using(List<Handle> open, List<Claim> claims, Deed deed) {
        List<Turn.Stream> uses = open.stream().map(handle -> handle.stream).toList();
        return new Plan(claims, null, false, uses, of(claims, deed).way());
    }

    static Plan on(Handle handle, boolean exclusive, Way way) {
        return new Plan(handle.claims(exclusive), handle.stream, false, List.of(), way);
    }

    /// Behind all earlier requests on this handle.
    static Plan inOrder(Handle handle, boolean exclusive, Act act) {
        return new Plan(handle.claims(exclusive), handle.stream, true, List.of(), act);
    }

    /// Touches nothing.
    static Plan answer(Reply reply) {
        return of(List.of(), () -> reply);
    }
}
