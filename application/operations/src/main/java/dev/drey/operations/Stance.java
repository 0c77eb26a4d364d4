package dev.drey.operations;

import dev.drey.access.Destination;
import dev.drey.access.Grant;
import dev.drey.access.Right;
import dev.drey.access.Role;
import dev.drey.access.Standing;
import dev.drey.access.Verdict;
import dev.drey.files.Narrowing;
import dev.drey.files.RemotePath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a caller may do at one target, as it stood at one moment.
record Stance(Standing standing, Destination destination) {
    /// Paths are absolute, as the hub shows them, without `..`.
    Verdict decide(Act act, RemotePath inside) {
        Verdict verdict = new Verdict.Hidden();
        for (Right right : act.rights()) {
            verdict = standing.decide(destination, inside, right);
            if (!(verdict instanceof Verdict.Granted)) return verdict;
        }
        return verdict;
    }

    boolean lets(Act act, RemotePath inside) {
        return decide(act, inside) instanceof Verdict.Granted;
    }

    /// Reading or writing, where somebody may do that to a file only by its new name, or to what lies in a
    /// directory by its. Writing is one, since the file may have further names. Deleting is none: what may be
    /// renamed may be deleted, or is one's own.
    Optional<Right> gained(RemotePath from, RemotePath to) {
        return Stream.of(Right.READ, Right.WRITE)
                .filter(right -> !has(from, right) && (has(to, right) || hasBelow(to, right)))
                .findFirst();
    }

    private boolean has(RemotePath inside, Right right) {
        return standing.decide(destination, inside, right) instanceof Verdict.Granted;
    }

    private boolean hasBelow(RemotePath inside, Right right) {
        return standing.at(destination).stream()
                .anyMatch(one -> one.prefix().isWithin(inside) && one.rights().contains(right));
    }

    boolean sees() {
        return standing.sees(destination);
    }

    /// Whether links may lead anywhere at the target: there is nothing that it keeps from an admin.
    boolean isFree() {
        return standing.role() == Role.ADMIN;
    }

    /// Whether something at this very path, and not only below it, is all that a grant is about.
    boolean isEdge(RemotePath inside) {
        RemotePath plain = inside.normalized();
        return plain.equals(RemotePath.ROOT)
                || (!isFree()
                        && standing.at(destination).stream()
                                .anyMatch(one -> one.prefix().equals(plain))
                        && !has(plain.parent(), Right.DELETE));
    }

    /// What a jail shall still show.
    List<Narrowing.Part> parts() {
        return standing.at(destination).stream()
                .map(grant -> new Narrowing.Part(grant.prefix(), mayChange(grant)))
                .toList();
    }

    /// Whether rights differ by more than reading and changing, which is all that a jail tells apart:
    /// then where a link leads has to be decided, too.
    boolean isMixed() {
        List<Grant> grants = standing.at(destination);
        boolean blind = grants.stream().anyMatch(grant -> !grant.rights().contains(Right.READ));
        return blind
                || grants.stream()
                                .filter(Stance::mayChange)
                                .map(Stance::ways)
                                .distinct()
                                .count()
                        > 1;
    }

    boolean mayChange() {
        return standing.at(destination).stream().anyMatch(Stance::mayChange);
    }

    private static List<Boolean> ways(Grant grant) {
        return List.of(grant.rights().contains(Right.WRITE), grant.rights().contains(Right.DELETE));
    }

    private static boolean mayChange(Grant grant) {
        return grant.rights().contains(Right.WRITE) || grant.rights().contains(Right.DELETE);
    }
}
