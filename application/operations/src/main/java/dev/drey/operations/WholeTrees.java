package dev.drey.operations;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileType;
import dev.drey.files.RemotePath;
import dev.drey.transfer.Find;
import dev.drey.transfer.ModeChange;
import dev.drey.transfer.Removal;
import dev.drey.transfer.TreeChanges;
import dev.drey.transfer.TreeSum;
import dev.drey.transfer.Usage;
import dev.drey.transfer.Worked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What is done to, or asked of, a file or everything below a directory.
final class WholeTrees {
    private final Running running;
    private final Call call;

    WholeTrees(Running running, Call call) {
        this.running = running;
        this.call = call;
    }

    Outcome remove(Spot spot) throws Failed {
        Refusals.checkRemovable(spot);
        Attributes attributes = spot.tree().lstat(spot.path());
        if (!attributes.isDirectory()) {
            spot.tree().remove(spot.path());
            return new Outcome.Changed(1, List.of());
        }
        return changed(running.errand(call, spot, errand -> new Removal(errand).run()));
    }

    private static Outcome changed(Worked worked) {
        return new Outcome.Changed(worked.files() + worked.directories(), worked.failures());
    }

    Outcome count(Spot spot) throws Failed {
        if (!spot.tree().lstat(spot.path()).isDirectory()) return new Outcome.Counted(1, 0, 0);
        Usage.Use use = used(spot, 0).uses().getLast();
        return new Outcome.Counted(use.files(), use.directories(), use.bytes());
    }

    private Usage.Used used(Spot spot, int depth) throws Failed {
        return running.errand(call, spot, errand -> new Usage(errand, depth).run());
    }

    Outcome usage(Spot spot, int depth) throws Failed {
        Attributes attributes = spot.tree().lstat(spot.path());
        if (!attributes.isDirectory()) {
            return new Outcome.Used(List.of(new Outcome.Use(spot.path(), attributes.sizeOrZero(), 1)));
        }
        Usage.Used used = used(spot, depth);
        if (!used.worked().isWhole())
            throw used.worked().failures().getFirst().failure().thrown();
        return new Outcome.Used(used.uses().stream()
                .map(use -> new Outcome.Use(
                        use.path().isEmpty() ? spot.path() : spot.path().resolve(use.path()), use.bytes(), use.files()))
                .toList());
    }

    Outcome mode(Spot spot, Operation.ChangeMode wanted) throws Failed {
        ModeChange change = ModeChange.parse(wanted.mode());
        if (wanted.recursive() && spot.tree().lstat(spot.path()).isDirectory()) {
            TreeChanges.Wanted all =
                    new TreeChanges.Wanted(Optional.of(change), OptionalInt.empty(), OptionalInt.empty());
            return changed(running.errand(call, spot, errand -> new TreeChanges(errand, all).run()));
        }
        Attributes old = spot.tree().stat(spot.path());
        int mode = change.apply(old.permissions().orElse(0), old.isDirectory());
        spot.tree().setAttributes(spot.path(), Changes.ofPermissions(mode));
        return new Outcome.Changed(1, List.of());
    }

    Outcome owner(Spot spot, Operation.ChangeOwner wanted) throws Failed {
        Changes.Owner owner = Changing.owner(spot, wanted).owner().orElseThrow();
        if (wanted.recursive() && spot.tree().lstat(spot.path()).isDirectory()) {
            TreeChanges.Wanted all = new TreeChanges.Wanted(
                    Optional.empty(),
                    wanted.user().isPresent() ? OptionalInt.of(owner.uid()) : OptionalInt.empty(),
                    wanted.group().isPresent() ? OptionalInt.of(owner.gid()) : OptionalInt.empty());
            return changed(running.errand(call, spot, errand -> new TreeChanges(errand, all).run()));
        }
        spot.tree().setAttributes(spot.path(), Changes.ofOwner(owner.uid(), owner.gid()));
        return new Outcome.Changed(1, List.of());
    }

    Outcome checksum(Spot spot, Operation.Checksum wanted) throws Failed {
        if (!wanted.recursive() && spot.tree().stat(spot.path()).isDirectory()) {
            throw Failure.of(
                            Failure.Code.IS_A_DIRECTORY,
                            spot.path(),
                            "sum " + spot.display() + ": is a directory; -r takes every file below")
                    .thrown();
        }
        var summed = running.errand(call, spot, errand -> new TreeSum(errand, wanted.algorithm()).run());
        if (!summed.worked().isWhole()) {
            throw summed.worked().failures().getFirst().failure().thrown();
        }
        List<Outcome.Sum> sums = new ArrayList<>();
        summed.sums().forEach((path, hex) -> sums.add(new Outcome.Sum(below(spot, path), hex)));
        return new Outcome.Summed(wanted.algorithm(), sums, summed.method());
    }

    private static RemotePath below(Spot spot, RemotePath path) {
        return path.isEmpty() ? spot.path() : spot.path().resolve(path);
    }

    Outcome find(Spot spot, Operation.Find wanted) throws Failed {
        Find.Wanted all = new Find.Wanted(
                wanted.name(),
                wanted.minSize(),
                wanted.maxSize(),
                wanted.newer(),
                Optional.empty(),
                type(wanted.type()),
                wanted.text());
        List<Outcome.Line> lines = new ArrayList<>();
        Worked worked = running.errand(
                call, spot, errand -> new Find(errand, all, match -> lines.add(line(spot, match))).run());
        if (!worked.isWhole()) throw worked.failures().getFirst().failure().thrown();
        lines.sort((one, other) -> one.path().compareTo(other.path()));
        return new Outcome.Listed(lines, Optional.empty(), 0);
    }

    private static Outcome.Line line(Spot spot, Find.Match match) {
        return new Outcome.Line(
                below(spot, match.path()), match.attributes(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Optional<FileType> type(Optional<String> word) throws Failed {
        if (word.isEmpty()) return Optional.empty();
        return switch (word.get()) {
            case "f", "file" -> Optional.of(FileType.FILE);
            case "d", "directory" -> Optional.of(FileType.DIRECTORY);
            case "l", "link" -> Optional.of(FileType.LINK);
            default ->
                throw Failure.of(Failure.Code.INVALID_ARGUMENT, "the type '" + word.get() + "' is none of f, d, l")
                        .thrown();
        };
    }
}
