package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.ssh.HostConfig.Jump;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The hops of a `ProxyJump`: `[user@]host[:port]` or `ssh://[user@]host[:port]`, between commas.
final class SshConfigJumps {
    private static final int MOST = 16;

    private SshConfigJumps() {}

    static boolean isNone(SshConfigDirective from) throws Failed {
        return hops(from).equalsIgnoreCase("none");
    }

    static List<Jump> parse(SshConfigDirective from, SshConfigTokens tokens) throws Failed {
        String hops = hops(from);
        if (isNone(from)) return List.of();
        List<Jump> jumps = new ArrayList<>();
        for (String hop : hops.split(",", -1)) {
            if (jumps.size() == MOST) throw from.bad("has more than " + MOST + " hosts");
            jumps.add(hop.startsWith("ssh://") ? uri(from, tokens, hop.substring(6)) : plain(from, tokens, hop));
        }
        return jumps;
    }

    private static String hops(SshConfigDirective from) throws Failed {
        String text = from.command();
        int comment = text.indexOf('#');
        return (comment < 0 ? text : text.substring(0, comment)).strip();
    }

    private static Jump uri(SshConfigDirective from, SshConfigTokens tokens, String text) throws Failed {
        String bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        Jump jump = plain(from, tokens, bare);
        if (jump.user().isEmpty()) return jump;
        String info = jump.user().get();
        String user = info.contains(";") ? info.substring(0, info.indexOf(';')) : info;
        try {
            String decoded = URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
            return new Jump(Optional.of(decoded), jump.host(), jump.port());
        } catch (IllegalArgumentException malformed) {
            throw from.bad("has a user that is not well encoded");
        }
    }

    private static Jump plain(SshConfigDirective from, SshConfigTokens tokens, String text) throws Failed {
        int at = text.lastIndexOf('@');
        Optional<String> user = at < 0 ? Optional.empty() : Optional.of(tokens.percent(text.substring(0, at), from));
        String rest = text.substring(at + 1);
        int hostEnd = rest.startsWith("[") ? rest.indexOf(']') + 1 : rest.indexOf(':');
        if (rest.startsWith("[") && hostEnd == 0) throw from.bad("has a [ without its ]");
        String host = hostEnd < 0 ? rest : rest.substring(0, hostEnd);
        String port = hostEnd < 0 ? "" : rest.substring(hostEnd);
        if (host.startsWith("[")) host = host.substring(1, host.length() - 1);
        if (host.isEmpty() || user.filter(String::isEmpty).isPresent()) throw from.bad("has an empty host or user");
        if (!port.isEmpty() && !port.startsWith(":")) throw from.bad("has something behind its ]");
        String expanded = tokens.percent(host, from);
        if (!SshConfigNames.isHost(expanded)) throw from.bad("has a host that cannot be one");
        return new Jump(user, expanded, port(from, port));
    }

    private static OptionalInt port(SshConfigDirective from, String text) throws Failed {
        return text.length() <= 1 ? OptionalInt.empty() : OptionalInt.of(SshConfigValue.port(from, text.substring(1)));
    }
}
