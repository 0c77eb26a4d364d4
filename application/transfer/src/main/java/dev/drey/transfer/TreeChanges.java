package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.LinkAttributes;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.Optional;
import java.util.OptionalInt;

/// Changes mode or owner of a path and of everything below it, many at once.
///
/// A directory that gets rights is changed before it is entered, one that loses them after everything below it, so
/// that neither way locks us out. Links inside the tree keep their mode, which nothing asks for, and get the owner
/// themselves where the far side can ([LinkAttributes]); what they lead to is never touched. Run once.
public final class TreeChanges {
    /// What it takes to list a directory.
    private static final int LISTABLE = 0500;

    private final Errand errand;
    private final Wanted wanted;
    private final Tries tries;
    private final Meter meter;
    private final Tally tally;
    private final Walk<Attributes> walk;

    /// What shall become different.
    ///
    /// @param uid, gid numbers there; empty leaves it
    public record Wanted(Optional<ModeChange> mode, OptionalInt uid, OptionalInt gid) {
        boolean isOwner() {
            return uid.isPresent() || gid.isPresent();
        }
    }

    public TreeChanges(Errand errand, Wanted wanted) {
        this.errand = errand;
        this.wanted = wanted;
        this.tries = errand.tries();
        this.meter = errand.meter();
        this.tally = new Tally(meter);
        this.walk = errand.walk(new Told());
    }

    /// @throws Failed when the root itself cannot be looked at; CANCELLED; what makes going on pointless
    public Worked run() throws Failed {
        Attributes root = tries.call(() -> errand.end().tree().stat(errand.end().path()));
        tally.found(0);
        RemotePath top = RemotePath.ofBytes(new byte[0]);
        if (root.isDirectory()) {
            if (isFirst(root)) apply(top, root);
            walk.run(root);
        } else {
            apply(top, root);
        }
        meter.finish();
        return Worked.of(tally);
    }

    private boolean isFirst(Attributes directory) {
        if (wanted.isOwner() || wanted.mode().isEmpty()) return false;
        int mode = wanted.mode().get().apply(directory.permissions().orElse(0), true);
        return (mode & LISTABLE) == LISTABLE;
    }

    private void apply(RemotePath path, Attributes attributes) throws Failed {
        try {
            if (attributes.isLink()) owner(path, attributes, true);
            else change(path, attributes);
            if (attributes.isDirectory()) tally.directories.increment();
            else tally.files.increment();
            tally.ended();
        } catch (Failed failed) {
            broken(path, failed);
        }
    }

    /// The owner first: changing it takes setuid and setgid away.
    private void change(RemotePath path, Attributes attributes) throws Failed {
        owner(path, attributes, false);
        if (wanted.mode().isEmpty()) return;
        Attributes now = attributes.permissions().isPresent()
                ? attributes
                : tries.call(() -> errand.end().tree().stat(errand.at(path)));
        int before = now.permissions().orElse(0);
        int after = wanted.mode().get().apply(before, attributes.isDirectory());
        boolean known = now.permissions().isPresent() && !wanted.isOwner();
        if (known && before == after) return;
        tries.run(() -> errand.end().tree().setAttributes(errand.at(path), Changes.ofPermissions(after)));
    }

    private void owner(RemotePath path, Attributes attributes, boolean link) throws Failed {
        if (!wanted.isOwner()) return;
        Optional<LinkAttributes> power = errand.end().tree().power(LinkAttributes.class);
        if (link && power.isEmpty()) return;
        Attributes now = attributes.uid().isPresent()
                ? attributes
                : tries.call(() -> errand.end().tree().lstat(errand.at(path)));
        Changes changes = Changes.ofOwner(
                wanted.uid().orElse(now.uid().orElse(-1)),
                wanted.gid().orElse(now.gid().orElse(-1)));
        if (link) tries.run(() -> power.orElseThrow().setLinkAttributes(errand.at(path), changes));
        else tries.run(() -> errand.end().tree().setAttributes(errand.at(path), changes));
    }

    private void broken(RemotePath path, Failed failed) throws Failed {
        if (Ending.ofAll(failed)) throw failed;
        tally.failed(path, failed.failure());
    }

    /// What the walk tells.
    private final class Told implements Walk.Visitor<Attributes> {
        @Override
        public void found(Branch<Attributes> directory, Entry entry) throws Failed {
            RemotePath path = directory.inside(entry.name());
            tally.found(0);
            walk.start(directory, 0, () -> {
                try {
                    Attributes attributes = errand.known(path, entry.attributes());
                    if (!attributes.isDirectory()) {
                        apply(path, attributes);
                        return;
                    }
                    if (isFirst(attributes)) apply(path, attributes);
                    walk.enter(directory, entry.name(), attributes);
                } catch (Failed failed) {
                    broken(path, failed);
                }
            });
        }

        @Override
        public void refused(Branch<Attributes> directory, Name name, String reason) {
            tally.failed(directory.path(), errand.refusal(directory.path(), name, reason));
        }

        @Override
        public void unreadable(Branch<Attributes> directory, Failed failed) throws Failed {
            broken(directory.path(), failed);
        }

        @Override
        public void left(Branch<Attributes> directory) throws Failed {
            if (!isFirst(directory.data())) apply(directory.path(), directory.data());
        }
    }
}
