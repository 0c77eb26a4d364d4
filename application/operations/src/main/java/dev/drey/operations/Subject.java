package dev.drey.operations;

import dev.drey.access.Destination;
import dev.drey.access.Right;
import dev.drey.access.Role;
import dev.drey.access.Scope;
import dev.drey.access.Standing;
import dev.drey.session.Target;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which target a gate stands before, and what somebody may do there at this moment.
sealed interface Subject {
    String name();

    /// Empty when there is no such target any more.
    Optional<Moment> now(Standing standing);

    /// Whether links may lead anywhere, and paths are the target's own.
    boolean isDialled();

    /// Somebody at a moment, and the target as it is known then.
    ///
    /// @param isDialled as [#isDialled()]
    record Moment(Stance stance, Catalogue.Known known, boolean isDialled) {}

    /// One that the hub knows by its name.
    record Named(Catalogue catalogue, String name) implements Subject {
        @Override
        public Optional<Moment> now(Standing standing) {
            return catalogue
                    .find(name)
                    .map(known -> new Moment(new Stance(standing, new Destination(name, known.tags())), known, false));
        }

        @Override
        public boolean isDialled() {
            return false;
        }
    }

    /// A host that somebody dials with what they have themselves: who may dial it does there what the
    /// host lets them, and what their credential here leaves of it.
    record Dialled(Target.Remote target) implements Subject {
        @Override
        public String name() {
            return target.name();
        }

        @Override
        public Optional<Moment> now(Standing standing) {
            if (!standing.mayDial(target.server().host())) return Optional.empty();
            Set<Right> rights = EnumSet.copyOf(standing.scope().rights());
            Standing there = new Standing(standing.user(), Role.ADMIN, List.of(), new Scope(rights, List.of(), false));
            Catalogue.Known known = new Catalogue.Known(target, Set.of(), Optional.empty());
            return Optional.of(new Moment(new Stance(there, new Destination(name(), Set.of())), known, true));
        }

        @Override
        public boolean isDialled() {
            return true;
        }
    }
}
