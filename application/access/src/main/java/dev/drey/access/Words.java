package dev.drey.access;

import java.util.regex.Pattern;

/// How names and patterns are spelled.
final class Words {
    /// A user's name: what an SSH client can say before `@TARGET`, so neither `@` nor `+` is in it.
    static final Pattern USER = Pattern.compile("[a-z][a-z0-9._-]{0,62}");

    /// A pattern of target names or hosts; the colon is IPv6's.
    static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9*?._:-]{1,255}");

    private Words() {}
}
