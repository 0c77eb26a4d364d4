package dev.drey.access;

import java.time.Instant;
import java.util.Optional;

/// A secret for programs, of which only a hash is kept.
///
/// @param id what it is called in lists, in logs and when it is revoked; not secret
/// @param sha256 of the secret, lower-case hex; a token is long and random, so a slow hash would add nothing
/// @param expires when it stops to work; empty: never
public record Token(
        String id, String user, String label, String sha256, Scope scope, Instant created, Optional<Instant> expires) {
    public boolean isExpired(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }
}
