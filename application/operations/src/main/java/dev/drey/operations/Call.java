package dev.drey.operations;

import dev.drey.access.Pass;
import dev.drey.files.Failed;
import dev.drey.session.Asker;
import dev.drey.session.Owner;
import dev.drey.session.Session;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One operation while it is performed: who asks, and what its result has to warn of. Any thread.
final class Call {
    private final Caller caller;
    private final Optional<View> view;
    private final Set<String> warnings = new LinkedHashSet<>();

    /// @param view what those who come in see; empty: nothing
    Call(Caller caller, Optional<View> view) {
        this.caller = caller;
        this.view = view;
    }

    Optional<Pass> pass() {
        return caller.pass();
    }

    Optional<View> view() {
        return view;
    }

    /// Whether an admin asks, who came in.
    boolean administers() throws Failed {
        return caller.pass().isPresent()
                && view.isPresent()
                && view.get().standing(caller.pass().get()).administers();
    }

    /// The view through which everything of this call goes; empty: its caller is whose program this is.
    Optional<Seen> seen() {
        return caller.pass().flatMap(pass -> view.map(one -> new Seen(one, pass)));
    }

    /// @param pass of the caller
    record Seen(View view, Pass pass) {}

    Caller caller() {
        return caller;
    }

    Owner owner() {
        return caller.owner();
    }

    Asker asker() {
        return caller.asker();
    }

    Watch watch() {
        return caller.watch();
    }

    /// The operation reaches this session, so the result carries what there is to say of its connection.
    Session reaching(Session session) {
        synchronized (warnings) {
            for (String warning : session.warnings())
                warnings.add(session.target().name() + ": " + warning);
        }
        return session;
    }

    List<String> warnings() {
        synchronized (warnings) {
            return List.copyOf(warnings);
        }
    }
}
