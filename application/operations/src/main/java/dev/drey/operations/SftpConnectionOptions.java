package dev.drey.operations;

import java.util.HashMap;
import java.util.Map;

/// What [Sftp#createSession] needs to know, named as the reference names it.
///
/// @param fields the fields of the connecting table by their camelCase names, flat or in the reference's groups
///     (`connection`, `options`, `security`, …); values are text, numbers, booleans, lists and maps
public record SftpConnectionOptions(Map<String, Object> fields) {
    public SftpConnectionOptions {
        fields = Map.copyOf(fields);
    }

    /// Host and user alone; the user's own keys and agent are used.
    public static SftpConnectionOptions of(String host, String username) {
        return new SftpConnectionOptions(Map.of("host", host, "username", username));
    }

    public SftpConnectionOptions with(String field, Object value) {
        Map<String, Object> more = new HashMap<>(fields);
        more.put(field, value);
        return new SftpConnectionOptions(more);
    }

    /// Shows the names of the fields only: some values are secrets.
    @Override
    public String toString() {
        return "SftpConnectionOptions" + fields.keySet().stream().sorted().toList();
    }
}
