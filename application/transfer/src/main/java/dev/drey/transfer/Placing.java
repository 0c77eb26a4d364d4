package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.SyncDirectory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Gives the finished side file its name, as the overwrite rule wants it.
final class Placing {
    private static final int MOST_NAMES = 10_000;

    private final Job job;
    private final JobId id;
    private final Account account;
    private final FileTree tree;
    private final Habits.Habit habit;

    Placing(Job job, JobId id, Account account) {
        this.job = job;
        this.id = id;
        this.account = account;
        this.tree = job.to().tree();
        this.habit = job.setting().habits().of(tree);
    }

    /// @return where the file stands now; empty when [Overwrite#SKIP] found the name taken after all
    Optional<RemotePath> place(RemotePath side, Place place) throws Failed {
        return switch (job.options().overwrite()) {
            case FAIL -> into(side, place.path(), true);
            case SKIP -> into(side, place.path(), false);
            case RENAME -> Optional.of(free(side, place));
            case REPLACE, NEWER, DIFFERENT, RESUME -> Optional.of(over(side, place));
        };
    }

    /// Makes the new name last, where the file lies on this machine.
    void sync(RemotePath path) throws Failed {
        if (!job.to().local() || (job.locked() && !job.options().syncEach())) return;
        Optional<SyncDirectory> power = tree.power(SyncDirectory.class);
        if (power.isPresent()) power.get().syncDirectory(path.parent());
    }

    private Optional<RemotePath> into(RemotePath side, RemotePath target, boolean fail) throws Failed {
        try {
            tree.rename(side, target);
            return Optional.of(target);
        } catch (Failed failed) {
            if (failed.code() != Failure.Code.ALREADY_EXISTS) throw failed;
            if (fail) throw Deciding.exists(job);
            return Optional.empty();
        }
    }

    /// The first free of `a.txt`, `a (1).txt`, `a (2).txt` and so on. What is known to be taken is not
    /// even tried, for some servers rename over what is there.
    private RemotePath free(RemotePath side, Place place) throws Failed {
        RemotePath target = place.path();
        for (int number = place.isNew() ? 0 : 1; number < MOST_NAMES; number++) {
            RemotePath candidate = number == 0 ? target : target.sibling(numbered(target.name(), number));
            if (number > 0 && Place.look(tree, candidate).isPresent()) continue;
            try {
                tree.rename(side, candidate);
                return candidate;
            } catch (Failed failed) {
                if (failed.code() != Failure.Code.ALREADY_EXISTS) throw failed;
            }
        }
        throw Deciding.exists(job);
    }

    static Name numbered(Name name, int number) {
        byte[] bytes = name.bytes();
        int dot = bytes.length;
        for (int i = bytes.length - 1; i > 0; i--) {
            if (bytes[i] == '.') {
                dot = i;
                break;
            }
        }
        byte[] middle = (" (" + number + ")").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(bytes, bytes.length + middle.length);
        System.arraycopy(middle, 0, all, dot, middle.length);
        System.arraycopy(bytes, dot, all, dot + middle.length, bytes.length - dot);
        return Name.ofBytes(all);
    }

    private RemotePath over(RemotePath side, Place place) throws Failed {
        Optional<Backups> backups = place.oldFile().isEmpty()
                ? Optional.empty()
                : job.options().backup().map(options -> new Backups(tree, job.transfer(), options));
        if (backups.isPresent()) {
            account.backup(backups.get().keep(place.path(), place.oldFile().orElseThrow(), false));
        }
        replace(side, place.path());
        if (backups.isPresent()) backups.get().prune(place.path());
        return place.path();
    }

    private void replace(RemotePath side, RemotePath target) throws Failed {
        Optional<Replace> power = habit.noReplace ? Optional.empty() : tree.power(Replace.class);
        if (power.isPresent()) {
            try {
                power.get().replace(side, target);
                return;
            } catch (Failed failed) {
                if (failed.code() != Failure.Code.UNSUPPORTED) throw failed;
                habit.noReplace = true;
            }
        }
        try {
            tree.rename(side, target);
        } catch (Failed failed) {
            if (failed.code() != Failure.Code.ALREADY_EXISTS) throw failed;
            account.notAtomic();
            RemotePath aside = target.sibling(SideName.old(target.name(), id));
            new ThreeSteps(tree, job.setting().state(), id).replace(side, target, aside);
        }
    }
}
