package dev.drey.ssh;

import dev.drey.files.Failed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What has been obtained so far for one host: the first line of each directive, and every line of those that
/// add up.
final class SshConfigSettings {
    /// OpenSSH's own limits for identity and certificate files.
    private static final int MOST_FILES = 100;

    private static final List<String> ADDING = List.of("identityfile", "certificatefile");

    private final Map<String, SshConfigDirective> first = new HashMap<>();
    private final Map<String, Map<String, SshConfigDirective>> all = new HashMap<>();

    void add(SshConfigDirective directive) throws Failed {
        String key = key(directive.keyword());
        if (ADDING.contains(key)) append(key, directive);
        else if (!isNothing(directive) && !isTooLate(key)) first.putIfAbsent(key, directive);
    }

    Optional<SshConfigDirective> first(String keyword) {
        return Optional.ofNullable(first.get(keyword));
    }

    List<SshConfigDirective> all(String keyword) {
        return List.copyOf(all.getOrDefault(keyword, Map.of()).values());
    }

    /// What OpenSSH calls it today.
    private static String key(String keyword) {
        return switch (keyword) {
            case "identityfile2" -> "identityfile";
            case "challengeresponseauthentication", "skeyauthentication", "tisauthentication" ->
                "kbdinteractiveauthentication";
            case "dsaauthentication" -> "pubkeyauthentication";
            default -> keyword;
        };
    }

    /// Of `ProxyCommand` and `ProxyJump` the first one counts; `ProxyJump none` only rules out later jumps.
    private boolean isTooLate(String key) throws Failed {
        Optional<SshConfigDirective> jump = first("proxyjump");
        return switch (key) {
            case "proxyjump" -> first("proxycommand").isPresent();
            case "proxycommand" -> jump.isPresent() && !SshConfigJumps.isNone(jump.get());
            default -> false;
        };
    }

    /// The same file twice counts once.
    private void append(String key, SshConfigDirective directive) throws Failed {
        String word = directive.word();
        Map<String, SshConfigDirective> files = all.computeIfAbsent(key, _ -> new LinkedHashMap<>());
        if (files.size() == MOST_FILES && !files.containsKey(word)) {
            throw directive.bad("is one too many; ssh takes " + MOST_FILES);
        }
        files.putIfAbsent(word, directive);
    }

    /// `ConnectTimeout none` leaves the place open for a later line, as in OpenSSH.
    private static boolean isNothing(SshConfigDirective directive) throws Failed {
        return switch (directive.keyword()) {
            case "connecttimeout", "serveraliveinterval" ->
                SshConfigValue.time(directive).isEmpty();
            default -> false;
        };
    }
}
