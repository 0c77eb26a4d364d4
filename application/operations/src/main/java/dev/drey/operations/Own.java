package dev.drey.operations;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.OpenFile;
import dev.drey.files.Pending;
import dev.drey.files.RemotePath;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// The files that a view has made under names that were free, as writers do who give a file its name
/// last: such a name may be given up by whoever may write, since nothing is lost with it that was there
/// before.
///
/// SFTP version 3 has no number of a file that stays with it, so a name counts for the file that was made
/// as long as size, time and owner are what the open file said, at last when it was closed. What somebody
/// else has put there meanwhile is theirs, unless it is equal in all of that. Any thread.
final class Own {
    private static final int MOST = 10_000;

    private final Gate gate;
    private final Map<RemotePath, Known> files = new LinkedHashMap<>();

    Own(Gate gate) {
        this.gate = gate;
    }

    /// What is known of one file.
    private sealed interface Known {
        /// It can be asked.
        record Open(OpenFile file) implements Known {}

        record Closed(Mark mark) implements Known {}
    }

    /// By what a file is known again.
    private record Mark(OptionalLong size, Optional<Long> second, OptionalInt uid, OptionalInt gid) {
        static Mark of(Attributes attributes) {
            return new Mark(
                    attributes.size(),
                    attributes.modified().map(Instant::getEpochSecond),
                    attributes.uid(),
                    attributes.gid());
        }

        Mark with(Changes changes) {
            return new Mark(
                    changes.size().isPresent() ? changes.size() : size,
                    changes.times()
                            .map(times -> times.modified().getEpochSecond())
                            .or(() -> second),
                    changes.owner().map(owner -> OptionalInt.of(owner.uid())).orElse(uid),
                    changes.owner().map(owner -> OptionalInt.of(owner.gid())).orElse(gid));
        }
    }

    /// One of them while it is open. Any thread.
    final class Made {
        private final RemotePath inside;
        private final OpenFile file;
        private Optional<Pending<Attributes>> last = Optional.empty();
        private boolean isAsked;

        private Made(RemotePath inside, OpenFile file) {
            this.inside = inside;
            this.file = file;
        }

        /// It is about to be closed: asks it what it will be known by.
        synchronized void closing() {
            if (isAsked) return;
            isAsked = true;
            try {
                last = Optional.of(file.attributes());
            } catch (Failed gone) {
                last = Optional.empty();
            }
        }

        /// Where it has not said so, it is not known again.
        synchronized void closed() {
            try {
                Own.this.closed(this, last.isPresent() ? Optional.of(last.get().await()) : Optional.empty());
            } catch (Failed unsaid) {
                Own.this.closed(this, Optional.empty());
            }
        }
    }

    /// It has been made, or opened again by whoever made it.
    synchronized Made opened(RemotePath inside, OpenFile file) {
        files.remove(inside);
        if (files.size() >= MOST) files.remove(files.keySet().iterator().next());
        files.put(inside, new Known.Open(file));
        return new Made(inside, file);
    }

    private synchronized void closed(Made made, Optional<Attributes> last) {
        RemotePath inside = made.inside;
        boolean isLatest = files.get(inside) instanceof Known.Open(OpenFile open) && open.equals(made.file);
        if (!isLatest) return;
        if (last.isPresent()) files.put(inside, new Known.Closed(Mark.of(last.get())));
        else files.remove(inside);
    }

    /// Something was set by its name.
    synchronized void changed(RemotePath inside, Changes changes) {
        if (files.get(inside) instanceof Known.Closed(Mark mark)) {
            files.put(inside, new Known.Closed(mark.with(changes)));
        }
    }

    private synchronized Optional<Known> known(RemotePath inside) {
        return Optional.ofNullable(files.get(inside));
    }

    synchronized void gone(RemotePath inside) {
        files.remove(inside);
    }

    /// Whether it makes a difference that a file is one's own.
    boolean matters(RemotePath inside) throws Failed {
        return !gate.may(Act.REMOVE, inside);
    }

    /// `act`, or what it is called of a file of one's own, where it takes less.
    Act giveUp(RemotePath inside, Act act, Act ofOwn) throws Failed {
        if (known(inside).isEmpty() || gate.may(act, inside)) return act;
        try (Passage passage = gate.admit(ofOwn, inside)) {
            return is(passage) ? ofOwn : act;
        }
    }

    /// Whether what has the name now is still the file that was made.
    boolean is(Passage passage) throws Failed {
        RemotePath inside = passage.inside();
        Optional<Known> known = known(inside);
        if (known.isEmpty()) return false;
        try {
            if (is(known.get(), passage.tree().lstat(passage.far()))) return true;
        } catch (Failed unsaid) {
            boolean isMissing = unsaid.code() == Failure.Code.NOT_FOUND;
            if (!isMissing) throw gate.refusedThere(passage, unsaid, UnaryOperator.identity());
        }
        gone(inside);
        return false;
    }

    private static boolean is(Known known, Attributes now) throws Failed {
        if (now.isDirectory() || now.isLink()) return false;
        return switch (known) {
            case Known.Open(OpenFile file) -> mark(file).equals(Optional.of(Mark.of(now)));
            case Known.Closed(Mark last) -> last.equals(Mark.of(now));
        };
    }

    private static Optional<Mark> mark(OpenFile file) throws Failed {
        try {
            return Optional.of(Mark.of(file.attributes().await()));
        } catch (Failed unsaid) {
            if (unsaid.code() == Failure.Code.CANCELLED) throw unsaid;
            return Optional.empty();
        }
    }
}
