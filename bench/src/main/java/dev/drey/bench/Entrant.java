package dev.drey.bench;

import java.io.IOException;

/// One who takes part in a work.
///
/// @param ours ours are run to the end even when slow
public record Entrant(String name, boolean ours, Lap lap) {
    /// One run, from a clean start, that checks what it did.
    public interface Lap {
        /// @return the value in the work's unit
        /// @throws IOException when the run failed, with a sentence for the table
        double run() throws IOException, InterruptedException;
    }

    public static Entrant of(Tool tool, Lap lap) {
        return new Entrant(tool.word(), tool == Tool.DREY, lap);
    }

    public static Entrant ours(String name, Lap lap) {
        return new Entrant(name, true, lap);
    }

    public static Entrant peer(String name, Lap lap) {
        return new Entrant(name, false, lap);
    }
}
