package dev.drey.session;

import dev.drey.files.RemotePath;

/// A target made definite: two routes with the same key may share a live connection.
///
/// @param key endpoint and jump path, user, credentials, host-key policy, algorithms and compression, as one
///     text that holds no secret (credentials as a hash under a key of this process)
/// @param display such as `ana@web-1.example.com:22`
/// @param endpoint the same for programs
/// @param home where relative paths start; `.` for the far side's own home
public record Route(Target target, String key, String display, Endpoint endpoint, RemotePath home) {}
