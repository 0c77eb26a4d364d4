package dev.drey.mcp;

import java.util.List;

/// Arguments as answers and events repeat them: cut, since some are whole contents.
final class Echo {
    private static final int MOST = 200;

    private Echo() {}

    static List<String> of(List<String> args) {
        return args.stream().map(Echo::of).toList();
    }

    static String of(String arg) {
        return arg.length() <= MOST ? arg : arg.substring(0, MOST) + "…";
    }
}
