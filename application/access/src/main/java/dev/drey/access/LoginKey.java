package dev.drey.access;

import java.time.Instant;

/// An SSH public key with which a user may come in.
///
/// @param fingerprint `SHA256:…`, unique in the hub
/// @param type such as `ssh-ed25519`
/// @param base64 the key's blob (RFC 4253, section 6.6), as in an `authorized_keys` file
/// @param comment what stood behind it
public record LoginKey(String user, String fingerprint, String type, String base64, String comment, Instant added) {}
