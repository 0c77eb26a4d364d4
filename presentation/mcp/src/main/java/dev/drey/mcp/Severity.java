package dev.drey.mcp;

import dev.drey.events.Event;
import dev.drey.transfer.TransferEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The levels of log messages (RFC 5424), mildest first.
enum Severity {
    DEBUG,
    INFO,
    NOTICE,
    WARNING,
    ERROR,
    CRITICAL,
    ALERT,
    EMERGENCY;

    static Optional<Severity> named(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Severity::word).toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// How much an event matters.
    static Severity of(Event event) {
        return switch (event) {
            case Event.ConnectionEstablished any -> INFO;
            case Event.ConnectionClosed any -> INFO;
            case Event.ConnectionError any -> ERROR;
            case Event.AuthenticationError any -> ERROR;
            case Event.Asked any -> NOTICE;
            case Event.TransferHappened(var any, var what) -> of(what);
        };
    }

    private static Severity of(TransferEvent event) {
        return switch (event) {
            case TransferEvent.Progressed any -> DEBUG;
            case TransferEvent.FileCompleted any -> DEBUG;
            case TransferEvent.Queued any -> INFO;
            case TransferEvent.Started any -> INFO;
            case TransferEvent.Paused any -> INFO;
            case TransferEvent.Resumed any -> INFO;
            case TransferEvent.Completed any -> INFO;
            case TransferEvent.TreeCompleted any -> INFO;
            case TransferEvent.Cancelled any -> NOTICE;
            case TransferEvent.Retrying any -> WARNING;
            case TransferEvent.FileBroken any -> WARNING;
            case TransferEvent.Broken any -> ERROR;
        };
    }
}
