package dev.drey.session;

import dev.drey.files.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A server as it is kept: what somebody said of it, by the words of the connecting table ([Field#word()]),
/// which [Draft] makes a [Server] of.
///
/// @param secrets the values of fields that are secrets, never among `fields`
/// @param tags by which grants may reach it
/// @param unreadable why secrets of it are missing here, though they are kept: the key that opens them is
///     not there. Who would connect answers with this
public record StoredServer(
        String name,
        Map<String, String> fields,
        Map<String, Secret> secrets,
        Set<String> tags,
        Optional<Failure> unreadable) {
    public StoredServer {
        fields = Map.copyOf(fields);
        secrets = Map.copyOf(secrets);
        tags = Set.copyOf(tags);
    }

    public StoredServer(String name, Map<String, String> fields, Map<String, Secret> secrets, Set<String> tags) {
        this(name, fields, secrets, tags, Optional.empty());
    }
}
