package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One operand of a command: a path here, or `TARGET:PATH`.
///
/// Text before the first `:` with no `/` before it is always a target (scp's rule), so a mistyped name is
/// never taken for a local file; `hub/NAME:` and `local/NAME:` say whose name is meant. `./a:b` is local. `:path` is
/// the default server's. `sftp://` URLs are
/// percent-decoded, nothing else is.
public sealed interface Operand {
    /// As it was written.
    String text();

    record Local(String text) implements Operand {
        RemotePath path() {
            return RemotePath.of(text);
        }
    }

    /// @param target a name, or empty for the default server
    /// @param user before an `@`
    record Remote(String text, String target, Optional<String> user, OptionalInt port, RemotePath path)
            implements Operand {}

    Pattern URL = Pattern.compile("sftp://(?:([^@/]*)@)?(\\[[^\\]]+]|[^:/]*)(?::(\\d+))?(/.*)?", Pattern.DOTALL);
    Pattern ADDRESS = Pattern.compile("(?:([^@]*)@)?(\\[[^\\]]*]):(.*)", Pattern.DOTALL);

    static Operand parse(String text) throws Failed {
        if (text.isEmpty()) throw wrong("an operand is empty");
        if (text.startsWith("sftp://")) return url(text);
        Matcher bracketed = ADDRESS.matcher(text);
        if (bracketed.matches()) {
            return remote(text, bracketed.group(2), Optional.ofNullable(bracketed.group(1)), bracketed.group(3));
        }
        int colon = text.indexOf(':');
        int slash = text.indexOf('/', chooser(text));
        if (colon < 0 || (slash >= 0 && slash < colon)) return new Local(text);
        String target = text.substring(0, colon);
        String path = text.substring(colon + 1);
        int at = target.lastIndexOf('@');
        if (target.startsWith("@")) {
            throw wrong(text + ": a tag names devices, and this program has no hub to ask for them");
        }
        Optional<String> user = at > 0 ? Optional.of(target.substring(0, at)) : Optional.empty();
        return remote(text, at > 0 ? target.substring(at + 1) : target, user, path);
    }

    /// How long `hub/` or `local/` before a name is, which says whose name it is.
    private static int chooser(String text) {
        if (text.startsWith("hub/")) return "hub/".length();
        return text.startsWith("local/") ? "local/".length() : 0;
    }

    private static Remote remote(String text, String host, Optional<String> user, String path) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Remote(text, bare, user, OptionalInt.empty(), RemotePath.of(path));
    }

    private static Remote url(String text) throws Failed {
        Matcher matcher = URL.matcher(text);
        if (!matcher.matches()) throw wrong("'" + text + "' is not of the form sftp://user@host:port/path");
        String host = matcher.group(2);
        if (host.isEmpty()) throw wrong("'" + text + "' names no host");
        if (host.startsWith("[")) host = host.substring(1, host.length() - 1);
        OptionalInt port = OptionalInt.empty();
        if (matcher.group(3) != null) port = OptionalInt.of(port(text, matcher.group(3)));
        Optional<String> user = Optional.ofNullable(matcher.group(1));
        if (user.isPresent() && user.get().contains(":")) {
            throw wrong("sftp://…@" + host + ": a password does not belong into a URL, where others can read it;"
                    + " leave it out and it is asked for");
        }
        byte[] path = decoded(text, matcher.group(4) == null ? "" : matcher.group(4));
        RemotePath whole = RemotePath.ofBytes(path);
        if (whole.text().startsWith("/~/")) whole = RemotePath.of(whole.text().substring(3));
        Optional<String> decodedUser =
                user.isEmpty() ? user : Optional.of(new String(decoded(text, user.get()), StandardCharsets.UTF_8));
        return new Remote(text, host, decodedUser, port, whole);
    }

    private static int port(String text, String digits) throws Failed {
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port >= 1 && port <= 65535) return port;
        throw wrong("'" + text + "': a port lies between 1 and 65535");
    }

    private static byte[] decoded(String url, String part) throws Failed {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                out.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) throw wrong("'" + url + "': % is followed by two hexadecimal digits");
            out.write(high << 4 | low);
            i += 2;
        }
        return out.toByteArray();
    }

    private static Failed wrong(String message) {
        return Failure.of(Failure.Code.INVALID_ARGUMENT, message).thrown();
    }
}
