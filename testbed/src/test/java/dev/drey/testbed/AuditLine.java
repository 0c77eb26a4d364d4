package dev.drey.testbed;

import dev.drey.access.Audited;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Lines for an audit of which only one thing matters.
final class AuditLine {
    private AuditLine() {}

    static Audited of(String detail) {
        return new Audited(
                Instant.parse("2026-11-30T12:00:00Z"),
                "ana",
                "",
                "",
                "write",
                "",
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                "ok",
                Optional.empty(),
                detail);
    }
}
