package dev.drey.transfer;

import dev.drey.files.Name;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The names of one directory as a server lists them, each checked before anything is made by it.
///
/// A server is not trusted: a name that would leave its directory, that the destination cannot hold, or that came
/// before is refused with a reason for people. Used by the one thread that reads the listing.
final class HostileNames {
    private static final int LONGEST = 255;
    private static final Set<String> WINDOWS_DEVICES =
            Set.of("con", "prn", "aux", "nul", "conin$", "conout$", "clock$");

    /// What the place is like where the names are to stand.
    ///
    /// @param windows `\`, `:`, device names and names that end with a dot or space have a meaning there
    /// @param caseBlind `A` and `a` are one file there, and so are the ways to compose an accented letter
    /// @param textOnly names must be UTF-8
    record Rules(boolean windows, boolean caseBlind, boolean textOnly) {
        /// What every place asks for.
        static final Rules POSIX = new Rules(false, false, false);

        /// Of an end: a server takes any plain name, this machine what its system takes.
        static Rules of(End end) {
            if (!end.local()) return POSIX;
            String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
            boolean windows = system.startsWith("windows");
            boolean mac = system.startsWith("mac");
            return new Rules(windows, windows || mac, windows || mac);
        }
    }

    private final Rules rules;
    private final Set<Object> seen = new HashSet<>();
    private final Set<Object> earlier = new HashSet<>();

    HostileNames(Rules rules) {
        this.rules = rules;
    }

    /// The directory is listed once more, since the line broke: what came before is no duplicate now.
    void again() {
        earlier.addAll(seen);
        seen.clear();
    }

    /// Whether the name was handled before the line broke.
    boolean wasHandled(Name name) {
        return !earlier.isEmpty() && earlier.contains(identity(name));
    }

    /// Why nothing may be made by this name; empty when it is a good one.
    Optional<String> refusal(Name name) {
        Optional<String> reason = unfit(name);
        if (reason.isPresent()) return reason;
        if (seen.add(identity(name))) return Optional.empty();
        return Optional.of(rules.caseBlind() ? "was listed before, maybe in other letters" : "was listed before");
    }

    private Optional<String> unfit(Name name) {
        if (name.length() == 0) return Optional.of("is empty");
        if (name.isDots()) return Optional.of("names another directory");
        if (!name.isPlain()) return Optional.of("holds a slash or a zero byte");
        if (name.length() > LONGEST) return Optional.of("is longer than " + LONGEST + " bytes");
        if (rules.textOnly() && !name.isText()) return Optional.of("is not text here");
        return rules.windows() ? unfitForWindows(name.text()) : Optional.empty();
    }

    private static Optional<String> unfitForWindows(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || "\\:<>\"|?*".indexOf(c) >= 0) return Optional.of("holds a character that means more here");
        }
        if (text.endsWith(".") || text.endsWith(" ")) return Optional.of("ends with a dot or a space");
        int dot = text.indexOf('.');
        String stem = (dot < 0 ? text : text.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
        boolean port = stem.length() == 4
                && (stem.startsWith("com") || stem.startsWith("lpt"))
                && "0123456789\u00b9\u00b2\u00b3".indexOf(stem.charAt(3)) >= 0;
        return port || WINDOWS_DEVICES.contains(stem) ? Optional.of("is a device here") : Optional.empty();
    }

    private Object identity(Name name) {
        if (!rules.caseBlind()) return name;
        String whole = Normalizer.normalize(name.text(), Normalizer.Form.NFD);
        return Normalizer.normalize(whole.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
