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
                        && !(standing.decide(destination, plain.parent(), Right.DELETE) instanceof Verdict.Granted));
    }

    /// What a jail shall still show.
    List<Narrowing.Part> parts() {
        return standing.at(destination).stream()
                .map(grant -> new Narrowing.Part(grant.prefix(), mayChange(grant)))
                .toList();
    }

    /// Whether rights differ by more than what a jail tells apart, so that where a link leads has to be
    /// decided, too.
    boolean isMixed() {
        List<Grant> grants = standing.at(destination);
        return grants.stream().map(Grant::rights).distinct().count() > 1;
    }

    boolean mayChange() {
        return standing.at(destination).stream().anyMatch(Stance::mayChange);
    }

    private static boolean mayChange(Grant grant) {
        return grant.rights().contains(Right.WRITE) || grant.rights().contains(Right.DELETE);
    }
}
