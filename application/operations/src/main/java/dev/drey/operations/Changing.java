package dev.drey.operations;

import dev.drey.files.Accounts;
import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.HardLinks;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import java.time.Instant;
import java.util.OptionalInt;

/// What changes one name at a time.
final class Changing {
    private Changing() {}

    static Outcome makeDirectory(Spot spot, Operation.MakeDirectory wanted) throws Failed {
        Changes changes = Changes.ofPermissions(wanted.permissions().orElse(0777));
        if (wanted.parents()) makeParents(spot, spot.path(), changes);
        else spot.tree().makeDirectory(spot.path(), changes);
        if (wanted.permissions().isPresent()) spot.tree().setAttributes(spot.path(), changes);
        return Outcome.Done.QUIETLY;
    }

    /// Makes the directory and what is missing above it; one that another makes meanwhile is as good.
    private static void makeParents(Spot spot, RemotePath path, Changes changes) throws Failed {
        try {
            spot.tree().makeDirectory(path, changes);
        } catch (Failed failed) {
            boolean there = failed.code() == Failure.Code.ALREADY_EXISTS;
            if (there && spot.tree().stat(path).isDirectory()) return;
            boolean orphan =
                    failed.code() == Failure.Code.NOT_FOUND && path.names().size() > 1;
            if (!orphan) throw failed;
            makeParents(spot, path.parent(), Changes.ofPermissions(0777));
            makeParents(spot, path, changes);
        }
    }

    static Outcome rename(Spot from, RemotePath to, boolean replace) throws Failed {
        if (!replace) {
            from.tree().rename(from.path(), to);
            return Outcome.Done.QUIETLY;
        }
        var power = from.tree().power(Replace.class);
        if (power.isPresent()) {
            power.get().replace(from.path(), to);
            return Outcome.Done.QUIETLY;
        }
        try {
            from.tree().rename(from.path(), to);
            return Outcome.Done.QUIETLY;
        } catch (Failed taken) {
            if (taken.code() != Failure.Code.ALREADY_EXISTS) throw taken;
            throw Failure.of(
                            Failure.Code.UNSUPPORTED,
                            to,
                            "rename " + from.display() + " -> " + to.display()
                                    + ": the server cannot replace in one step (no posix-rename); remove "
                                    + to.display() + " first")
                    .thrown(taken);
        }
    }

    static Outcome removeDirectory(Spot spot) throws Failed {
        Refusals.checkRemovable(spot);
        spot.tree().removeDirectory(spot.path());
        return Outcome.Done.QUIETLY;
    }

    static Outcome remove(Spot spot) throws Failed {
        spot.tree().remove(spot.path());
        return Outcome.Done.QUIETLY;
    }

    static Outcome truncate(Spot spot, long size) throws Failed {
        if (size < 0)
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, spot.path(), "a size is not negative")
                    .thrown();
        spot.tree().setAttributes(spot.path(), Changes.ofSize(size));
        return Outcome.Done.QUIETLY;
    }

    static Outcome setTimes(Spot spot, Operation.SetTimes wanted) throws Failed {
        Instant now = Instant.now();
        if (!spot.tree().exists(spot.path())) {
            if (!wanted.create()) spot.tree().stat(spot.path());
            spot.tree().open(spot.path(), OpenOptions.createNew(0666)).close();
        }
        Attributes old = spot.tree().stat(spot.path());
        Instant accessed = wanted.accessed().orElse(old.accessed().orElse(now));
        Instant modified = wanted.modified().orElse(old.modified().orElse(now));
        if (wanted.accessed().isEmpty() && wanted.modified().isEmpty()) {
            accessed = now;
            modified = now;
        }
        spot.tree().setAttributes(spot.path(), Changes.ofTimes(accessed, modified));
        return Outcome.Done.QUIETLY;
    }

    static Outcome makeLink(Spot link, RemotePath target, boolean symbolic) throws Failed {
        if (symbolic) {
            link.tree().symlink(link.path(), target);
            return Outcome.Done.QUIETLY;
        }
        var power = link.tree().power(HardLinks.class);
        if (power.isEmpty()) {
            throw Failure.of(
                            Failure.Code.UNSUPPORTED,
                            link.path(),
                            "ln " + link.display() + ": the server cannot make hard links; use ln -s")
                    .thrown();
        }
        power.get().hardLink(link.absolute(target), link.path());
        return Outcome.Done.QUIETLY;
    }

    /// The two numbers that `user` and `group` stand for; what was not asked for keeps its number.
    static Changes owner(Spot spot, Operation.ChangeOwner wanted) throws Failed {
        Attributes old = spot.tree().stat(spot.path());
        int uid = wanted.user().isPresent()
                ? number(spot, wanted.user().get(), old.uid(), true)
                : old.uid().orElse(0);
        int gid = wanted.group().isPresent()
                ? number(spot, wanted.group().get(), old.gid(), false)
                : old.gid().orElse(0);
        return Changes.ofOwner(uid, gid);
    }

    /// SFTP version 3 knows numbers only, so a name can be had only when it is the present owner's.
    private static int number(Spot spot, String text, OptionalInt present, boolean user) throws Failed {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException name) {
            var accounts = spot.tree().power(Accounts.class);
            if (accounts.isPresent() && present.isPresent()) {
                var ids = java.util.Set.of(present.getAsInt());
                var names = user ? accounts.get().users(ids) : accounts.get().groups(ids);
                if (text.equals(names.get(present.getAsInt()))) return present.getAsInt();
            }
            throw Failure.of(
                            Failure.Code.INVALID_ARGUMENT,
                            spot.path(),
                            "chown " + spot.display() + ": '" + text + "' is not a number, and SFTP takes numbers only;"
                                    + " ask the server with `id " + text + "`")
                    .thrown(name);
        }
    }
}
