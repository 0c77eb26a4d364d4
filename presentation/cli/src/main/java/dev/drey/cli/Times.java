package dev.drey.cli;

import dev.drey.files.Failed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// Times as people write them.
final class Times {
    private Times() {}

    /// `2026-11-20T10:00:00Z`, `2026-11-20T10:00` in this machine's zone, or `2026-11-20`.
    static Instant parse(String text) throws Failed {
        try {
            if (text.endsWith("Z")) return Instant.parse(text);
            if (text.contains("T")) {
                return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
            }
            return LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeException wrong) {
            throw Targets.usage("'" + text + "' is not a time such as 2026-11-20T10:00:00Z");
        }
    }
}
