package dev.drey.access;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.Locale;

/// Which targets a [Grant] is about.
public sealed interface Reach {
    /// Targets whose name matches a pattern of `*`, `?` and plain characters.
    record Named(String pattern) implements Reach {
        public Named {
            pattern = pattern.toLowerCase(Locale.ROOT);
        }
    }

    /// Targets that carry a tag.
    record Tagged(String tag) implements Reach {}

    /// Hosts that are not configured, dialled by their name or address; the pattern is one as in [Named].
    record Dialled(String host) implements Reach {
        public Dialled {
            host = host.toLowerCase(Locale.ROOT);
        }
    }

    /// Whether `destination` is among them; a [Dialled] reaches no named one.
    default boolean reaches(Destination destination) {
        return switch (this) {
            case Named(String pattern) -> matches(pattern, destination.name());
            case Tagged(String tag) -> destination.tags().contains(tag);
            case Dialled _ -> false;
        };
    }

    /// Whether a host that is not configured is among them.
    default boolean dials(String host) {
        return this instanceof Dialled dialled && matches(dialled.host(), host);
    }

    /// As people write it: `web-*`, `tag:shop`, `adhoc:*.example.com`.
    default String text() {
        return switch (this) {
            case Named(String pattern) -> pattern;
            case Tagged(String tag) -> "tag:" + tag;
            case Dialled(String host) -> "adhoc:" + host;
        };
    }

    /// @throws Failed INVALID_ARGUMENT when nothing can have that name
    static Reach parse(String text) throws Failed {
        if (text.startsWith("tag:")) return new Tagged(checked(text, text.substring("tag:".length())));
        if (text.startsWith("adhoc:")) return new Dialled(checked(text, text.substring("adhoc:".length())));
        return new Named(checked(text, text));
    }

    private static String checked(String whole, String word) throws Failed {
        if (Words.PATTERN.matcher(word).matches()) return word;
        throw Failure.of(
                        Failure.Code.INVALID_ARGUMENT,
                        "'" + whole
                                + "' names no targets: say a name or a pattern of it (web-*), tag:NAME or adhoc:HOST")
                .thrown();
    }

    /// Whether `name` matches a pattern of `*`, `?` and plain characters; without regard to case.
    static boolean matches(String pattern, String name) {
        int[] wanted = pattern.toLowerCase(Locale.ROOT).codePoints().toArray();
        int[] given = name.toLowerCase(Locale.ROOT).codePoints().toArray();
        int star = -1;
        int retry = 0;
        int at = 0;
        int i = 0;
        while (i < given.length) {
            if (at < wanted.length && wanted[at] == '*') {
                star = at++;
                retry = i;
            } else if (at < wanted.length && (wanted[at] == '?' || wanted[at] == given[i])) {
                at++;
                i++;
            } else if (star >= 0) {
                // The last star takes one character more; earlier ones need not, whatever they took.
                at = star + 1;
                i = ++retry;
            } else {
                return false;
            }
        }
        while (at < wanted.length && wanted[at] == '*') at++;
        return at == wanted.length;
    }
}
