package dev.drey.store;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Where a store is.
public sealed interface Place {
    /// A file on this machine, for one hub.
    ///
    /// @param ours the directories above are made too when they are missing; else one at most, since a disk
    ///     that is not mounted looks like that
    record Sqlite(Path file, boolean ours) implements Place {
        @Override
        public String display() {
            return file.toString();
        }
    }

    /// A database that hubs may share.
    ///
    /// @param url `postgresql://HOST[:PORT]/DATABASE[?OPTIONS]`, without user and password
    record Postgres(String url, String user, Optional<Secret> password) implements Place {
        @Override
        public String display() {
            return url;
        }
    }

    /// For messages; never with a password.
    String display();

    /// Where it is unless somebody says otherwise: `hub.db` in the state directory.
    static Place usual(Path state) {
        return new Sqlite(state.resolve("hub.db"), true);
    }

    /// @param text `sqlite:PATH` or `postgresql://…`
    /// @param home where a path that begins with `~/` begins
    /// @throws Failed INVALID_ARGUMENT
    static Place parse(String text, Path home, Optional<String> user, Optional<Secret> password) throws Failed {
        if (text.startsWith("sqlite:")) return new Sqlite(path(text.substring("sqlite:".length()), home), false);
        if (!text.startsWith("postgresql://")) throw invalid("a store is sqlite:PATH or postgresql://HOST/DATABASE");
        if (user.isEmpty()) throw invalid("a store on PostgreSQL needs a user's name");
        checkUrl(text);
        return new Postgres(text, user.get(), password);
    }

    private static Path path(String text, Path home) throws Failed {
        if (text.isEmpty() || text.indexOf('\0') >= 0) throw invalid("sqlite: wants a path behind the colon");
        Path path = text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
        return path.toAbsolutePath().normalize();
    }

    /// The text is not repeated: a password may be in it.
    private static void checkUrl(String text) throws Failed {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw invalid("the store's address is not of the form postgresql://HOST[:PORT]/DATABASE[?OPTIONS]");
        }
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery().toLowerCase(Locale.ROOT);
        boolean secret = ("&" + query).contains("&user=") || query.contains("password=");
        if (secret || uri.getRawUserInfo() != null)
            throw invalid("user and password of the store stand apart, not in its address");
        if (uri.getHost() == null
                || uri.getRawPath() == null
                || uri.getRawPath().length() < 2)
            throw invalid("the store's address is not of the form postgresql://HOST[:PORT]/DATABASE[?OPTIONS]");
    }

    private static Failed invalid(String why) {
        return Failure.of(Failure.Code.INVALID_ARGUMENT, why).thrown();
    }
}
