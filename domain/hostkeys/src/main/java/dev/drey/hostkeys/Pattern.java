package dev.drey.hostkeys;

/// `*` for any run of characters, `?` for any one, everything else for itself.
final class Pattern {
    private Pattern() {}

    /// Whether `patterns[from, to)` matches the whole text: at most pattern length times text length steps,
    /// since only the last star is ever tried again.
    static boolean matches(String patterns, int from, int to, String text) {
        int p = from;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < to && patterns.charAt(p) == '*') {
                star = ++p;
                resume = t;
            } else if (p < to && (patterns.charAt(p) == '?' || patterns.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < to && patterns.charAt(p) == '*') p++;
        return p == to;
    }
}
