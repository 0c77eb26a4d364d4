package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.transfer.ModeChange;

/// Permission bits as callers write them.
final class Modes {
    private static final int MOST = 07777;

    private Modes() {}

    /// Octal text, or a number taken as its value: 384 is `0o600`.
    static int parse(String way, Object value) throws Failed {
        if (value instanceof String text) return octal(way, text);
        if (value instanceof Integer || value instanceof Long) {
            return ModeChange.ofNumber(((Number) value).longValue()).apply(0, false);
        }
        throw Targets.wrong(way + " takes octal text such as \"640\"");
    }

    private static int octal(String way, String text) throws Failed {
        String digits = text.startsWith("0o") ? text.substring(2) : text;
        if (digits.matches("[0-7]{1,5}") && Integer.parseInt(digits, 8) <= MOST) return Integer.parseInt(digits, 8);
        throw Targets.wrong(way + " takes octal text such as \"640\"");
    }
}
