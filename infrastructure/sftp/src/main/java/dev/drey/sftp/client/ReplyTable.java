package dev.drey.sftp.client;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which calls wait for a reply, by the id of their request. Knows under its own lock that the
/// conversation has ended, so that no call is ever put where nobody answers.
final class ReplyTable {
    private final Map<Integer, Call<?>> waiting = new HashMap<>();
    private int last;
    private int patient;
    private @Nullable Failure end;

    /// Gives the call an id of its own.
    ///
    /// @throws Failed why the conversation has ended
    synchronized int add(Call<?> call) throws Failed {
        if (end != null) throw end.thrown();
        do last++;
        while (waiting.containsKey(last));
        waiting.put(last, call);
        if (call.isPatient()) patient++;
        return last;
    }

    /// Takes the call out that waits for this id; empty for an id that was not given or has been answered.
    synchronized Optional<Call<?>> take(int id) {
        Call<?> call = waiting.remove(id);
        if (call != null && call.isPatient()) patient--;
        return Optional.ofNullable(call);
    }

    /// The call that waits for this id, and goes on waiting.
    synchronized Optional<Call<?>> peek(int id) {
        return Optional.ofNullable(waiting.get(id));
    }

    /// Whether a call with the long limit is under way: servers work one after the other, so the others
    /// wait with it.
    synchronized boolean isPatient() {
        return patient > 0;
    }

    /// Ends the table for good; the first reason counts.
    ///
    /// @return the calls that will have no reply
    synchronized List<Call<?>> end(Failure why) {
        if (end == null) end = why;
        List<Call<?>> left = new ArrayList<>(waiting.values());
        waiting.clear();
        patient = 0;
        return left;
    }

    synchronized Optional<Failure> whyEnded() {
        return Optional.ofNullable(end);
    }

    synchronized int size() {
        return waiting.size();
    }
}
