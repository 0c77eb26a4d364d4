package dev.drey.mcp;

import dev.drey.events.Event;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The last events of each session, the ended ones of the last sessions included. Any thread.
final class Chronicle {
    /// How many events of a session are kept.
    static final int MOST = 500;

    /// How many sessions are remembered, those with the oldest news forgotten first.
    static final int MOST_SESSIONS = 200;

    /// What happened outside any session, such as a connection that was never made.
    static final String NONE = "";

    private final Map<String, Deque<Map<String, Object>>> sessions = new LinkedHashMap<>();
    private final Deeds deeds;

    /// Who knows what asked for a transfer.
    interface Deeds {
        Optional<Deed> of(String transfer);
    }

    Chronicle(Deeds deeds) {
        this.deeds = deeds;
    }

    /// @param session whose event it was, or [#NONE]
    /// @param entry the event in words
    /// @param isNew whether the session was not known before
    record Kept(String session, Map<String, Object> entry, boolean isNew) {}

    synchronized Kept keep(Event event, Instant at) {
        String session = event.session().map(Event.Opened::sessionId).orElse(NONE);
        Map<String, Object> entry = EventWords.map(event, at, deeds);
        Deque<Map<String, Object>> known = sessions.remove(session);
        Deque<Map<String, Object>> all = known == null ? new ArrayDeque<>() : known;
        sessions.put(session, all);
        if (isProgress(entry)) dropOlder(all, entry);
        all.add(entry);
        if (all.size() > MOST) all.remove();
        Iterator<String> oldest = sessions.keySet().iterator();
        while (sessions.size() > MOST_SESSIONS && oldest.hasNext()) {
            if (oldest.next().equals(NONE)) continue;
            oldest.remove();
        }
        return new Kept(session, entry, known == null);
    }

    private static boolean isProgress(Map<String, Object> entry) {
        return "transfer-progress".equals(entry.get("event"));
    }

    /// Of a transfer's progress the newest is enough: else a minute of it would push all else out.
    private static void dropOlder(Deque<Map<String, Object>> all, Map<String, Object> entry) {
        Object id = String.valueOf(entry.get("transferId"));
        boolean counts = counts(entry);
        all.removeIf(old -> counts && isProgress(old) && counts(old) && id.equals(old.get("transferId")));
    }

    /// What tells of one file of a tree has no rate; it stays.
    private static boolean counts(Map<String, Object> entry) {
        return entry.containsKey("rate");
    }

    /// The events of a session, oldest first; empty when it is not known.
    synchronized Optional<List<Map<String, Object>>> of(String session) {
        return Optional.ofNullable(sessions.get(session)).map(List::copyOf);
    }

    /// The known sessions, those with the newest news last.
    synchronized List<String> sessions() {
        return sessions.keySet().stream().filter(id -> !id.equals(NONE)).toList();
    }
}
