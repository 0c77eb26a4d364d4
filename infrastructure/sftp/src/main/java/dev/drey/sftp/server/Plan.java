package dev.drey.sftp.server;

import dev.drey.files.Failed;
import dev.drey.sftp.server.Turn.Claim;
import dev.drey.sftp.wire.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request is going to do, made when it comes: what it touches, and how it is done once its turn has come.
///
/// @param stream the open file whose tree keeps order by itself; null for other requests
/// @param inOrder whether it goes behind all earlier requests on that file, even those that only look
record Plan(List<Claim> claims, Turn.@Nullable Stream stream, boolean inOrder, Act act) {

    /// Tells the tree. When it returns, the tree has been told; the reply may come later.
    interface Act {
        Answer begin() throws Failed;
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
        return new Plan(claims, null, false, () -> {
            Reply reply = deed.run();
            return () -> reply;
        });
    }

    static Plan on(Handle handle, boolean exclusive, Act act) {
        return new Plan(handle.claims(exclusive), handle.stream, false, act);
    }

    /// Behind all earlier requests on this handle.
    static Plan inOrder(Handle handle, boolean exclusive, Act act) {
        return new Plan(handle.claims(exclusive), handle.stream, true, act);
    }

    /// Touches nothing.
    static Plan answer(Reply reply) {
        return of(List.of(), () -> reply);
    }
}
