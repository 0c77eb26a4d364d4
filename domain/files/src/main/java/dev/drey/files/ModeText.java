package dev.drey.files;

/// A mode in letters, as `ls -l` and the long names of SFTP servers write it: `drwxr-xr-x`.
public final class ModeText {
    private ModeText() {}

    /// Type and permissions; `?` for each that was not said.
    public static String of(Attributes attributes) {
        String permissions = attributes.permissions().isEmpty()
                ? "?????????"
                : permissions(attributes.permissions().getAsInt());
        return attributes.type().letter() + permissions;
    }

    /// Nine letters; setuid, setgid and sticky stand in the third of each three.
    public static String permissions(int bits) {
        return triple(bits >> 6, (bits & 04000) != 0, 's')
                + triple(bits >> 3, (bits & 02000) != 0, 's')
                + triple(bits, (bits & 01000) != 0, 't');
    }

    private static String triple(int bits, boolean special, char mark) {
        boolean run = (bits & 1) != 0;
        char last = special ? (run ? mark : Character.toUpperCase(mark)) : (run ? 'x' : '-');
        return ((bits & 4) != 0 ? "r" : "-") + ((bits & 2) != 0 ? "w" : "-") + last;
    }
}
