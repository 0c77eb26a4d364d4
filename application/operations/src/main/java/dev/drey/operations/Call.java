package dev.drey.operations;

import dev.drey.session.Asker;
import dev.drey.session.Owner;
import dev.drey.session.Session;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One operation while it is performed: who asks, and what its result has to warn of. Any thread.
final class Call {
    private final Caller caller;
    private final Set<String> warnings = new LinkedHashSet<>();

    Call(Caller caller) {
        this.caller = caller;
    }

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
