package dev.drey.operations;

import dev.drey.events.Event;
import dev.drey.events.Events;
import dev.drey.files.Failure;
import dev.drey.session.Route;
import dev.drey.session.Session;
import dev.drey.session.SessionEvent;
import dev.drey.session.SessionListener;
import java.util.List;
import java.util.Optional;

/// Puts what happens to sessions among the events of their owners.
public final class Announcer implements SessionListener {
    private final Events events;

    public Announcer(Events events) {
        this.events = events;
    }

    @Override
    public void happened(SessionEvent event) {
        events.put(event.session().owner(), told(event));
    }

    /// A session that is open, as events show it.
    static Event.Opened opened(Session session) {
        return new Event.Opened(session.id(), session.route().endpoint());
    }

    private static Event told(SessionEvent event) {
        Route route = event.session().route();
        String target = route.target().name();
        Optional<Event.Opened> session = event.id().map(id -> new Event.Opened(id, route.endpoint()));
        return switch (event) {
            case SessionEvent.Established(var any, var info) -> new Event.ConnectionEstablished(session, target, info);
            case SessionEvent.Closed(var any, var info, var reason) ->
                new Event.ConnectionClosed(session, target, info, reason);
            case SessionEvent.Asked(var any, var question) ->
                new Event.Asked(session, target, route.endpoint(), question);
            case SessionEvent.Refused(var any, var failure, var attempt) ->
                failure.code() == Failure.Code.AUTHENTICATION_FAILED
                        ? new Event.AuthenticationError(
                                session, target, route.endpoint(), failure, attempt, methods(failure))
                        : new Event.ConnectionError(session, target, route.endpoint(), failure, attempt);
        };
    }

    private static List<String> methods(Failure failure) {
        String tried = failure.detail().getOrDefault("tried", "");
        return tried.isEmpty() ? List.of() : List.of(tried.split(",", -1));
    }
}
