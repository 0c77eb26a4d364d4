package dev.drey.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets one name below a [Playground]'s allowed directory stand for a real thing and for a link out of
/// bounds in turn. While not live, they are called `parked-real` and `parked-link`. Run by one thread.
record Swapper(Path live, Path real, Path link) {
    static Swapper ofDirectory(Playground ground) throws IOException {
        Path live = Files.createDirectory(ground.allowed().resolve("flip"));
        Files.writeString(live.resolve("secret"), "inside");
        Files.createDirectory(live.resolve("empty"));
        return with(ground, live, ground.path("outside"));
    }

    static Swapper ofFile(Playground ground) throws IOException {
        Path live = Files.writeString(ground.allowed().resolve("turn"), "inside");
        return with(ground, live, ground.path("outside/secret"));
    }

    /// A FIFO in place of the link: who opens it without care waits for ever.
    static Swapper ofPipe(Playground ground) throws IOException, InterruptedException {
        Path live = Files.writeString(ground.allowed().resolve("valve"), "inside");
        Path pipe = ground.allowed().resolve("parked-link");
        Child.run("mkfifo", pipe.toString());
        return new Swapper(live, ground.allowed().resolve("parked-real"), pipe);
    }

    static Swapper of(String path, Playground ground) throws IOException, InterruptedException {
        return switch (path) {
            case "turn" -> ofFile(ground);
            case "valve" -> ofPipe(ground);
            default -> ofDirectory(ground);
        };
    }

    private static Swapper with(Playground ground, Path live, Path target) throws IOException {
        Path link = Files.createSymbolicLink(ground.allowed().resolve("parked-link"), target);
        return new Swapper(live, ground.allowed().resolve("parked-real"), link);
    }

    void runUntil(AtomicBoolean stop) {
        try {
            while (!stop.get()) {
                Playground.move(live, real);
                Playground.move(link, live);
                Thread.onSpinWait();
                Playground.move(live, link);
                Playground.move(real, live);
            }
        } catch (IOException ended) {
            // A deed has taken one of them away: there is nothing left to swap, and the row is judged as it is.
        }
    }
}
