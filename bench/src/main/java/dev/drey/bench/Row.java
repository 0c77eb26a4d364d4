package dev.drey.bench;

import java.io.IOException;
import java.util.function.Consumer;

/// One row of GOALS.md: the works that measure it.
interface Row {
    /// Holds its contests, one after the other, and hands each over when it is done.
    void measure(Consumer<Work> done) throws IOException, InterruptedException;

    static Row of(String name, Ground ground, Wishes wishes, Contest contest) {
        return switch (name) {
            case "P1" -> new Loopback(ground, wishes, contest);
            case "P2" -> new LongLine(ground, wishes, contest);
            case "P3" -> new SmallFiles(ground, wishes, contest);
            case "P4" ->
                done -> {
                    new Serving(ground, wishes, contest).measure(done);
                    new FarDoor(ground, wishes, contest).measure(done);
                };
            case "P7" -> new Memory(ground, wishes, contest);
            case "P9" ->
                done -> {
                    new Listing(ground, wishes, contest).measure(done);
                    new Greeting(ground, contest).measure(done);
                };
            default -> throw new IllegalArgumentException("no row is called " + name);
        };
    }
}
