package dev.drey.disk;

import java.io.IOException;

/// What was looked at is not what was opened: somebody was faster. The walk is taken again.
final class Swapped extends IOException {
    private static final long serialVersionUID = 1;

    Swapped(IOException cause) {
        super(cause.getMessage(), cause);
    }

    Swapped(String what) {
        super(what);
    }
}
