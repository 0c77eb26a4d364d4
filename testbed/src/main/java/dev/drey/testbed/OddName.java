package dev.drey.testbed;

import dev.drey.files.Name;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Names that a file system allows and careless programs break on.
public enum OddName {
    SPACES("  two  spaces "),
    QUOTES("it's \"quoted\" `here`"),
    NEWLINE("line\nbreak"),
    TAB_AND_ESCAPE("tab\tescape\u001b[31m"),
    EMOJI("squirrel \uD83D\uDC3F\uFE0F"),
    COMBINING("e\u0301 and \u00e9"),
    COLON("C:drive:x"),
    BACKSLASH("back\\slash\\n"),
    LEADING_DASH("-rf"),
    TILDE("~root"),
    GLOB("*?[a-z]{x,y}"),
    SHELL("$(touch x);&|<>#!%"),
    DOTS("..."),
    DOT_DOT_SPACE(".. "),
    LONGEST("n".repeat(255)),
    INVALID_UTF8("bad\u00ff\u00c3-\u0080", StandardCharsets.ISO_8859_1),
    OVERLONG_SLASH("x\u00c0\u00afy", StandardCharsets.ISO_8859_1),
    LATIN1("f\u00fcr", StandardCharsets.ISO_8859_1);

    private final String text;
    private final Charset charset;

    OddName(String text) {
        this(text, StandardCharsets.UTF_8);
    }

    OddName(String text, Charset charset) {
        this.text = text;
        this.charset = charset;
    }

    public Name asName() {
        return Name.ofBytes(text.getBytes(charset));
    }

    /// Whether the bytes are valid UTF-8.
    public boolean isText() {
        return asName().isText();
    }

    /// In words, for a test's name.
    public String inWords() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// All of them in byte order, as a sorted listing has them.
    public static List<Name> sorted() {
        return Arrays.stream(values()).map(OddName::asName).sorted().toList();
    }
}
