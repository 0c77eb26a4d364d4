package dev.drey.drey;

import dev.drey.cli.Console;

/// The demonstration.
final class Demo {
    private Demo() {}

    static int run(Console console, boolean stay) {
        console.err().println("drey: demo: the embedded server is not there yet" + (stay ? "" : "."));
        return 1;
    }
}
