package dev.drey.access;

import dev.drey.files.RemotePath;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One line of what has been done: a change, a file read, a coming, a going, a refusal.
///
/// @param action such as `write`, `read`, `mkdir`, `remove`, `rename`, `connect`, `denied`, `user-add`
/// @param credential as [Credential#display()]
/// @param target name of the target; empty for what concerns the hub itself
/// @param to the new path of a rename, a link's target
/// @param bytes that went over the handle
/// @param result `ok`, or the failure's code
/// @param sha256 where it is known
/// @param detail what else a person wants to know, without secrets; empty for nothing
public record Audited(
        Instant at,
        String user,
        String credential,
        String from,
        String action,
        String target,
        Optional<RemotePath> path,
        Optional<RemotePath> to,
        OptionalLong bytes,
        String result,
        Optional<String> sha256,
        String detail) {}
