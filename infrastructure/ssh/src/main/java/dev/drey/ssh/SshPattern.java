package dev.drey.ssh;

/// The patterns of ssh_config(5): `*` for any run of characters, `?` for any one; in lists, between commas,
/// `!`
/// excludes.
final class SshPattern {
    private SshPattern() {}

    /// At most pattern length times text length steps, since only the last star is ever tried again.
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = ++p;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') p++;
        return p == pattern.length();
    }

    /// Whether one pattern of the list matches, and none with `!` in front does.
    static boolean matchesList(String list, String text) {
        boolean found = false;
        for (String item : list.split(",", -1)) {
            boolean negated = item.startsWith("!");
            if (!matches(negated ? item.substring(1) : item, text)) continue;
            if (negated) return false;
            found = true;
        }
        return found;
    }
}
