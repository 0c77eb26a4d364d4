package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Gives the new file its mode, owner and times.
///
/// The mode: what was asked for; else the source's, exactly, where permissions are kept; else the old file's; else
/// the source's under the far umask, which is read back from the file as it was created.
final class Attributing {
    /// While bytes arrive, they are nobody else's business.
    static final int PRIVATE = 0600;

    private static final int ORDINARY = 0777;
    private static final int ALL = 07777;
    private static final int USUAL = 0666;

    private final Options.Keeping keeping;
    private final Attributes source;
    private final Optional<Attributes> old;
    private final Account account;

    Attributing(Options.Keeping keeping, Attributes source, Optional<Attributes> old, Account account) {
        this.keeping = keeping;
        this.source = source;
        this.old = old;
        this.account = account;
    }

    /// What the side file is opened with.
    int openMode() {
        return fixedMode().orElse(source.permissions().orElse(USUAL)) & ORDINARY;
    }

    /// Whether the far umask has no say, so that nobody need wait for its answer.
    boolean isFixed() {
        return fixedMode().isPresent();
    }

    /// The mode of the finished file; empty where it cannot be known and stays as it is.
    ///
    /// @param created what FSTAT said after the side file was made
    OptionalInt finalMode(OptionalInt created) {
        return isFixed() ? fixedMode() : created;
    }

    private OptionalInt fixedMode() {
        if (keeping.mode().isPresent()) return keeping.mode();
        int bits = keeping.special() ? ALL : ORDINARY;
        if (keeping.permissions() && source.permissions().isPresent()) {
            return OptionalInt.of(source.permissions().getAsInt() & bits);
        }
        Optional<Attributes> kept =
                old.filter(attributes -> attributes.permissions().isPresent());
        return kept.isPresent() ? OptionalInt.of(kept.get().permissions().getAsInt() & bits) : OptionalInt.empty();
    }

    /// What is set last, all at once.
    Changes last(OptionalInt created) {
        Changes changes = Changes.NONE;
        OptionalInt mode = finalMode(created);
        if (mode.isPresent()) changes = changes.withPermissions(mode.getAsInt());
        Optional<Instant> modified = keeping.times() ? source.modified() : Optional.empty();
        if (modified.isEmpty()) return changes;
        return changes.withTimes(source.accessed().orElse(modified.get()), modified.get());
    }

    /// Whose the file shall be, where that differs from whose it is.
    Optional<Changes.Owner> owner(Attributes side) {
        if (side.uid().isEmpty() || side.gid().isEmpty()) return Optional.empty();
        int uid = wanted(keeping.uid(), source.uid(), old.map(Attributes::uid), side.uid());
        int gid = wanted(keeping.gid(), source.gid(), old.map(Attributes::gid), side.gid());
        boolean same = uid == side.uid().getAsInt() && gid == side.gid().getAsInt();
        return same ? Optional.empty() : Optional.of(new Changes.Owner(uid, gid));
    }

    private int wanted(OptionalInt asked, OptionalInt sources, Optional<OptionalInt> olds, OptionalInt sides) {
        if (asked.isPresent()) return asked.getAsInt();
        if (keeping.owner() && sources.isPresent()) return sources.getAsInt();
        return olds.orElse(OptionalInt.empty()).orElse(sides.orElse(0));
    }

    /// Whether the owner is one to be kept from the old file rather than one that was asked for.
    boolean isOldOwner() {
        return keeping.uid().isEmpty() && keeping.gid().isEmpty() && !keeping.owner();
    }

    /// Where attributes are set: an open file, or a name.
    interface Setter {
        void set(Changes changes) throws Failed;
    }

    /// Sets all that can be set; what is refused is told, or fails where attributes are strict.
    void apply(Setter file, Changes changes) throws Failed {
        if (changes.isEmpty()) return;
        try {
            file.set(changes);
        } catch (Failed failed) {
            refused(failed, file, changes);
        }
    }

    /// The whole was refused: tries its parts, so that one that cannot be set does not cost the others.
    void refused(Failed failed, Setter file, Changes changes) throws Failed {
        if (Refusals.isEnd(failed)) throw failed;
        for (Changes part : parts(changes)) {
            try {
                file.set(part);
            } catch (Failed again) {
                if (Refusals.isEnd(again) || keeping.strict()) throw again;
                account.attributesPartial(
                        name(part) + " not set: " + again.failure().message());
            }
        }
    }

    /// The far side keeps the old owner from us: fails where attributes are strict.
    void ownerRefused(Failed failed) throws Failed {
        if (Refusals.isEnd(failed) || keeping.strict()) throw failed;
        account.attributesPartial("owner not set: " + failed.failure().message());
    }

    private static List<Changes> parts(Changes changes) {
        List<Changes> parts = new ArrayList<>();
        changes.owner().ifPresent(owner -> parts.add(Changes.ofOwner(owner.uid(), owner.gid())));
        changes.permissions().ifPresent(mode -> parts.add(Changes.ofPermissions(mode)));
        changes.times().ifPresent(times -> parts.add(Changes.ofTimes(times.accessed(), times.modified())));
        return parts;
    }

    private static String name(Changes part) {
        if (part.owner().isPresent()) return "owner";
        return part.permissions().isPresent() ? "mode" : "times";
    }
}
