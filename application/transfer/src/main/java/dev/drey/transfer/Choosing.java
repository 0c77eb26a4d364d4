package dev.drey.transfer;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.files.Space;
import java.util.Optional;

/// Side file or in place: what [Placement#AUTO] does about a foreign owner, further names, a closed directory
/// and too little room.
final class Choosing {
    private final Job job;
    private final Source source;
    private final Place place;
    private final Account account;
    private final OtherNames otherNames;
    private final FileTree tree;

    Choosing(Job job, Source source, Place place, Account account, OtherNames otherNames) {
        this.job = job;
        this.source = source;
        this.place = place;
        this.account = account;
        this.otherNames = otherNames;
        this.tree = job.to().tree();
    }

    /// What can be told before anything is made.
    boolean isInPlace() throws Failed {
        if (place.oldFile().isEmpty()) return false;
        return switch (job.options().placement()) {
            case IN_PLACE -> true;
            case RENAME -> false;
            case AUTO -> otherNames.isKnown() && isOtherwiseParted();
        };
    }

    /// After the side file could not be made.
    boolean isInPlaceAfter(Failed failed) {
        if (!isAuto() || !Refusals.isNoEntry(failed)) return false;
        account.warn("written in place: no new file may be made in "
                + place.path().parent().display());
        return true;
    }

    /// With the side file open: its owner, and the room left.
    ///
    /// @throws Failed NO_SPACE before the first byte is sent
    boolean isInPlaceBy(Attributing attributing, SideFile.Opened side) throws Failed {
        return isOtherwiseParted() || isOwnerLost(attributing, side) || isTooTight(side);
    }

    private boolean isAuto() {
        return job.options().placement() == Placement.AUTO && place.oldFile().isPresent();
    }

    /// Whether a rename would leave further names with the old bytes.
    private boolean isOtherwiseParted() throws Failed {
        if (!isAuto() || !otherNames.exist()) return false;
        String several = place.path().display() + " has several names (hard links)";
        boolean allowed = InPlace.isAllowed(tree, place.path());
        account.warn(
                allowed
                        ? "written in place: " + several
                        : several + " and may not be written: only this one has the new bytes");
        return allowed;
    }

    private boolean isOwnerLost(Attributing attributing, SideFile.Opened side) throws Failed {
        Optional<Changes.Owner> owner = attributing.owner(side.attributes());
        if (owner.isEmpty()) return false;
        try {
            Changes changes = Changes.ofOwner(owner.get().uid(), owner.get().gid());
            side.file().setAttributes(changes).await();
            return false;
        } catch (Failed failed) {
            if (Refusals.isEnd(failed)) throw failed;
            if (attributing.isOldOwner() && isAuto() && InPlace.isAllowed(tree, place.path())) {
                account.warn(
                        "written in place: the owner of " + place.path().display() + " could not be kept otherwise");
                return true;
            }
            attributing.ownerRefused(failed);
            return false;
        }
    }

    private boolean isTooTight(SideFile.Opened side) throws Failed {
        long missing = source.size() - side.proved();
        long available = available(side.path().parent());
        if (available < 0 || available >= missing) return false;
        long old = place.oldFile().map(attributes -> attributes.sizeOrZero()).orElse(0L);
        if (isAuto() && available + side.proved() + old >= source.size()) {
            account.warn("written in place: too little room for a second copy");
            return true;
        }
        throw Telling.noSpace(job.to(), available, missing).thrown();
    }

    /// Bytes that may still be written there; -1 where nobody says.
    private long available(RemotePath directory) throws Failed {
        Optional<Space> power = tree.power(Space.class);
        if (power.isEmpty() || job.isStream()) return -1;
        try {
            return power.get().room(directory).available();
        } catch (Failed failed) {
            if (Refusals.isEnd(failed)) throw failed;
            return -1;
        }
    }
}
