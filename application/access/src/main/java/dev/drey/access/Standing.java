package dev.drey.access;

import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What somebody may do at this moment: the one place where that is decided.
///
/// @param user as whom things are done and noted
/// @param role of the user
/// @param grants of the user; an admin needs none
/// @param scope what the credential leaves of it
public record Standing(String user, Role role, List<Grant> grants, Scope scope) {
    public Standing {
        grants = List.copyOf(grants);
    }

    /// Whether users, tokens, servers and grants may be changed.
    public boolean administers() {
        return role == Role.ADMIN && scope.administration();
    }

    /// Whether the target exists for them at all.
    public boolean sees(Destination destination) {
        if (!scope.covers(destination)) return false;
        return role == Role.ADMIN
                || grants.stream().anyMatch(grant -> grant.reach().reaches(destination));
    }

    /// Whether a host that is not configured may be dialled.
    public boolean mayDial(String host) {
        if (!scope.targets().isEmpty()) return false;
        return role == Role.ADMIN
                || grants.stream()
                        .anyMatch(grant ->
                                grant.reach() instanceof Reach.Dialled(String pattern) && Reach.matches(pattern, host));
    }

    /// Whether `right` may be used on a path.
    ///
    /// @param path absolute, as the hub shows it; taken by its words, so who follows links asks again
    ///     with where they lead
    public Verdict decide(Destination destination, RemotePath path, Right right) {
        if (!sees(destination)) return new Verdict.Hidden();
        RemotePath plain = path.normalized();
        boolean inside = role == Role.ADMIN;
        boolean granted = inside;
        for (Grant grant : grants) {
            if (!grant.reach().reaches(destination) || !plain.isWithin(grant.prefix())) continue;
            inside = true;
            granted |= grant.rights().contains(right);
        }
        if (granted && scope.rights().contains(right)) return new Verdict.Granted();
        if (inside) return new Verdict.Lacking(right);
        SortedSet<Name> children = wayOn(destination, plain);
        return children.isEmpty() ? new Verdict.Hidden() : new Verdict.Way(children);
    }

    /// Whether commands may be run there: a shell knows no paths, so the grant has to be for the whole
    /// target.
    public boolean mayRun(Destination destination) {
        return decide(destination, RemotePath.ROOT, Right.RUN) instanceof Verdict.Granted;
    }

    /// The granted paths of a target with what may be done there; the root alone for an admin.
    public List<Grant> at(Destination destination) {
        if (!sees(destination)) return List.of();
        if (role == Role.ADMIN)
            return List.of(new Grant(new Reach.Named(destination.name()), RemotePath.ROOT, scope.rights()));
        return grants.stream()
                .filter(grant -> grant.reach().reaches(destination))
                .flatMap(grant -> limited(grant).stream())
                .toList();
    }

    private Optional<Grant> limited(Grant grant) {
        var left = new java.util.HashSet<>(grant.rights());
        left.retainAll(scope.rights());
        return left.isEmpty() ? Optional.empty() : Optional.of(new Grant(grant.reach(), grant.prefix(), left));
    }

    private SortedSet<Name> wayOn(Destination destination, RemotePath above) {
        SortedSet<Name> children = new TreeSet<>();
        int depth = above.names().size();
        for (Grant grant : grants) {
            boolean below = grant.reach().reaches(destination) && grant.prefix().isWithin(above);
            if (below) children.add(grant.prefix().names().get(depth));
        }
        return children;
    }
}
