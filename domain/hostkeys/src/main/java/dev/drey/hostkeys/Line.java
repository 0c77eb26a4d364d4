package dev.drey.hostkeys;

import dev.drey.hostkeys.KnownHost.Marker;
import java.nio.file.Path;
import java.util.Optional;

/// A line that may hold a key: split into columns, the key not decoded yet, since a look-up decodes only what
/// it meets.
///
/// @param raw the line as it stands in the file, one char a byte, without the line feed
/// @param defect why OpenSSH would not use it whatever the host; empty for a line that may be good
record Line(Path file, int number, String raw, Marker marker, String names, String key, Optional<String> defect) {

    /// A comment or an empty line is no line.
    static Optional<Line> of(Path file, int number, String raw) {
        String text = untilNul(raw);
        int start = KeyText.skipBlanks(text, 0);
        if (start == text.length() || text.charAt(start) == '#') return Optional.empty();
        if (text.charAt(start) != '@') return Optional.of(columns(file, number, raw, Marker.NONE, text, start));
        int end = markerEnd(text, start);
        Optional<Marker> marker = end < 0 ? Optional.empty() : marker(text.substring(start, end));
        int next = end < 0 ? start : KeyText.skipBlanks(text, end);
        if (marker.isEmpty() || (next < text.length() && text.charAt(next) == '@')) {
            Optional<String> why = Optional.of("the marker is not @cert-authority or @revoked");
            return Optional.of(new Line(file, number, raw, Marker.NONE, "", "", why));
        }
        return Optional.of(columns(file, number, raw, marker.get(), text, next));
    }

    private static Line columns(Path file, int number, String raw, Marker marker, String text, int start) {
        int end = KeyText.wordEnd(text, start);
        String names = text.substring(start, end);
        int key = KeyText.skipBlanks(text, end);
        boolean truncated = key == text.length() || text.charAt(key) == '#';
        Optional<String> why = truncated ? Optional.of("there is no key behind the names") : Optional.empty();
        return new Line(file, number, raw, marker, names, text.substring(key), why);
    }

    /// OpenSSH looks for the first space in the rest of the line, and for a tab only if there is none.
    private static int markerEnd(String text, int start) {
        int space = text.indexOf(' ', start);
        return space >= 0 ? space : text.indexOf('\t', start);
    }

    private static Optional<Marker> marker(String word) {
        return switch (word) {
            case "@cert-authority" -> Optional.of(Marker.AUTHORITY);
            case "@revoked" -> Optional.of(Marker.REVOKED);
            default -> Optional.empty();
        };
    }

    boolean matches(String host) {
        return defect.isEmpty() && Names.match(host, names) == Names.Match.YES;
    }

    /// The line with its key decoded; empty when the key is not one.
    Optional<KnownHost> known() {
        if (defect.isPresent()) return Optional.empty();
        return KeyText.read(key).map(k -> new KnownHost(file, number, marker, names, k.key(), k.comment()));
    }

    /// Everything that is wrong with it.
    Optional<String> problem() {
        if (defect.isPresent()) return defect;
        if (names.startsWith("|") && !Names.isHashedWell(names)) return Optional.of("the hashed name cannot be read");
        return known().isPresent() ? Optional.empty() : Optional.of("there is no key that can be read");
    }

    private static String untilNul(String raw) {
        int nul = raw.indexOf('\0');
        return nul < 0 ? raw : raw.substring(0, nul);
    }
}
