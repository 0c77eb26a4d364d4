package dev.drey.operations;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Lanes;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.session.ConnectionInfo;
import dev.drey.session.Session;
import dev.drey.session.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Looks why a target behaves as it does, and says what would help.
final class Doctor {
    private static final String OK = "ok";
    private static final String ADVICE = "advice";

    private final Session session;
    private final List<Outcome.Finding> findings = new ArrayList<>();

    private Doctor(Session session) {
        this.session = session;
    }

    static Outcome examine(Spots spots, Call call, Target target) throws Failed {
        Instant begin = Instant.now();
        Session session = spots.session(call, new Where.At(target));
        Doctor doctor = new Doctor(session);
        ConnectionInfo info = session.info();
        doctor.say(
                "connection",
                OK,
                session.route().display() + " in "
                        + Duration.between(begin, Instant.now()).toMillis() + " ms");
        doctor.agreed(info);
        doctor.powers(info);
        doctor.roundTrip();
        doctor.clockAndSpace();
        return new Outcome.Diagnosed(doctor.findings);
    }

    private void say(String topic, String level, String text) {
        findings.add(new Outcome.Finding(topic, level, text));
    }

    private void agreed(ConnectionInfo info) {
        if (!info.software().isEmpty()) say("software", OK, info.software());
        info.fingerprint().ifPresent(text -> say("host key", OK, text));
        info.agreed()
                .forEach((what, name) -> say(
                        what,
                        weak(name) ? ADVICE : OK,
                        name
                                + (weak(name)
                                        ? ": old; a newer server, or its configuration, would offer a stronger one"
                                        : "")));
        for (String warning : info.warnings()) say("warning", ADVICE, warning);
    }

    private static boolean weak(String algorithm) {
        String name = algorithm.toLowerCase(Locale.ROOT);
        return name.contains("cbc") || name.contains("sha1") || name.contains("md5") || name.equals("ssh-rsa");
    }

    private void powers(ConnectionInfo info) {
        info.facts().forEach((what, text) -> say(what, OK, text));
        String extensions = info.facts().getOrDefault("extensions", "");
        missing(extensions, "posix-rename@openssh.com", "files are replaced in three steps, not one");
        missing(extensions, "fsync@openssh.com", "nobody can ask that a file reached the disk");
        missing(extensions, "limits@openssh.com", "requests stay at 32 KiB, which costs speed");
        missing(extensions, "statvfs@openssh.com", "a full disk is noticed only when it is full");
    }

    private void missing(String extensions, String name, String consequence) {
        if (session.target() instanceof Target.Local || extensions.contains(name)) return;
        say("lacks", ADVICE, name + ": " + consequence);
    }

    private void roundTrip() throws Failed {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            session.tree().realpath(RemotePath.HERE);
            best = Math.min(best, System.nanoTime() - begin);
        }
        String text = String.format(Locale.ROOT, "%.1f ms", best / 1e6);
        boolean far = best > Duration.ofMillis(100).toNanos();
        say("round trip", OK, text + (far ? ": uploads use several channels to fill the line" : ""));
        session.tree()
                .power(Lanes.class)
                .ifPresent(lanes -> say("window", OK, lanes.laneWindow() / 1024 + " KiB for each channel"));
    }

    /// Writes a file to learn the far clock, the rate, and whether we may write; removes it.
    private void clockAndSpace() {
        RemotePath probe = session.absolute(RemotePath.of(".drey-doctor-" + Long.toHexString(System.nanoTime())));
        try {
            Instant before = Instant.now();
            // What could not be made is not removed: that it is not there would be told in place of the reason.
            OpenFile file =
                    session.tree().open(probe, OpenOptions.createNew(0600).andRead());
            try (file) {
                Attributes attributes = file.attributes().await();
                attributes.modified().ifPresent(there -> clock(Duration.between(before, there)));
                say("rate", OK, RateProbe.of(file).text());
            } finally {
                session.tree().remove(probe);
            }
        } catch (Failed denied) {
            say("writing", ADVICE, "not possible in the starting directory: " + denied.getMessage());
        }
    }

    private void clock(Duration skew) {
        long seconds = skew.toSeconds();
        boolean off = Math.abs(seconds) > 2;
        say(
                "clock",
                off ? ADVICE : OK,
                off
                        ? "the server's clock differs by " + seconds + " s; --overwrite newer compares wrongly"
                        : "agrees with ours");
    }
}
