package dev.drey.ssh;

import dev.drey.files.Failed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// One host while its configuration is read: what was asked, what has been obtained, and what the names are so
/// far.
final class SshConfigHost {
    private static final int USUAL_PORT = 22;
    private final String name;
    private final Optional<String> askedUser;
    private final OptionalInt askedPort;
    private final SshConfigLocal local;
    private final SshConfigSettings settings = new SshConfigSettings();
    private Optional<String> finalName = Optional.empty();

    SshConfigHost(String name, Optional<String> askedUser, OptionalInt askedPort, SshConfigLocal local) {
        this.name = name;
        this.askedUser = askedUser;
        this.askedPort = askedPort;
        this.local = local;
    }

    String name() {
        return name;
    }

    SshConfigLocal local() {
        return local;
    }

    SshConfigSettings settings() {
        return settings;
    }

    /// In the second pass `Host` patterns look at the final name.
    String matchedName() {
        return finalName.orElse(name);
    }

    void enterFinalPass() throws Failed {
        finalName = Optional.of(hostName());
    }

    SshConfigMatch match() throws Failed {
        String host = finalName.isPresent() ? finalName.get() : expandedName();
        return new SshConfigMatch(name, host, user(), local.user(), finalName.isPresent());
    }

    /// Where to connect.
    String hostName() throws Failed {
        return finalName.isPresent() ? finalName.get() : expandedName().toLowerCase(Locale.ROOT);
    }

    String user() throws Failed {
        if (askedUser.isPresent()) return askedUser.get();
        Optional<SshConfigDirective> said = settings.first("user");
        return said.isPresent() ? said.get().word() : local.user();
    }

    int port() throws Failed {
        if (askedPort.isPresent()) return askedPort.getAsInt();
        Optional<SshConfigDirective> said = settings.first("port");
        return said.isPresent() ? SshConfigValue.port(said.get(), said.get().word()) : USUAL_PORT;
    }

    Optional<String> alias() throws Failed {
        Optional<SshConfigDirective> said = settings.first("hostkeyalias");
        return said.isPresent() ? Optional.of(said.get().word().toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    List<HostConfig.Jump> jumps() throws Failed {
        Optional<SshConfigDirective> jump = settings.first("proxyjump");
        return jump.isPresent() ? SshConfigJumps.parse(jump.get(), connecting()) : List.of();
    }

    /// The tokens of `ProxyCommand` and `ProxyJump`.
    SshConfigTokens connecting() throws Failed {
        return tokens("", true).only("hknpr");
    }

    /// The tokens that paths may use.
    SshConfigTokens tokens() throws Failed {
        List<HostConfig.Jump> jumps = jumps();
        return tokens(jumps.isEmpty() ? "" : jumps.getLast().host(), false);
    }

    private SshConfigTokens tokens(String jump, boolean connecting) throws Failed {
        String host = hostName();
        String user = user();
        String port = Integer.toString(port());
        String alias = alias().orElse(name);
        Map<Character, Supplier<String>> values = new HashMap<>();
        values.put('h', () -> host);
        values.put('n', () -> name);
        values.put('p', () -> port);
        values.put('r', () -> user);
        values.put('k', () -> alias);
        if (!connecting) {
            values.put('u', local::user);
            values.put('d', () -> local.home().toString());
            values.put('i', local.uid());
            values.put('l', local.hostName());
            values.put('L', () -> shortName());
            values.put('j', () -> jump);
            values.put('C', () -> hash(local.hostName().get() + host + port + user + jump));
        }
        return new SshConfigTokens(Map.copyOf(values), local.environment());
    }

    private String expandedName() throws Failed {
        Optional<SshConfigDirective> said = settings.first("hostname");
        if (said.isEmpty()) return name;
        SshConfigTokens only = new SshConfigTokens(Map.of('h', () -> name), Map.of());
        String expanded = only.percent(said.get().word(), said.get());
        if (!SshConfigNames.isHost(expanded)) throw said.get().bad("cannot be a host");
        return expanded;
    }

    private String shortName() {
        String full = local.hostName().get();
        return full.indexOf('.') < 0 ? full : full.substring(0, full.indexOf('.'));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-1", missing);
        }
    }
}
