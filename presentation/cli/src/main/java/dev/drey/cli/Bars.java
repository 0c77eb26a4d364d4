package dev.drey.cli;

import dev.drey.events.Event;
import dev.drey.events.Events;
import dev.drey.session.Owner;
import dev.drey.transfer.Progress;
import dev.drey.transfer.TransferEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Progress. On a terminal: of a tree a line for each file under way, at most five, and one for the
/// whole, with rate and time left; of a file by itself its one line. A plain line every ten seconds
/// elsewhere, objects with `--json`.
final class Bars implements AutoCloseable {
    private static final long PLAIN_NANOS = 10_000_000_000L;

    private final Work work;
    private final Events.Subscription subscription;
    private final boolean live;
    private long lastPlain = System.nanoTime();

    private Bars(Work work) {
        this.work = work;
        boolean dumb = work.console().environment().getOrDefault("TERM", "").equals("dumb");
        this.live = work.console().errTerminal() && !work.common().json && !dumb;
        this.subscription = work.events().subscribe(Owner.PROCESS, this::happened);
    }

    static Bars show(Work work) {
        return new Bars(work);
    }

    private void happened(Event event) {
        if (work.common().quiet || !(event instanceof Event.TransferHappened(var session, var what))) return;
        if (work.common().json) json(event.name(), what);
        else if (what instanceof TransferEvent.Progressed progressed) {
            if (work.progress()) progress(progressed.progress());
        } else if (what instanceof TransferEvent.Retrying retrying) retrying(retrying);
    }

    private void retrying(TransferEvent.Retrying retrying) {
        work.report()
                .note("drey: " + retrying.failure().message() + "; trying again in "
                        + String.format(Locale.ROOT, "%.1f", retrying.delay().toMillis() / 1000.0) + " s");
    }

    private void progress(Progress progress) {
        if (live) {
            work.report().screen().paint(lines(progress));
        } else if (System.nanoTime() - lastPlain > PLAIN_NANOS) {
            lastPlain = System.nanoTime();
            work.report().note(named(progress));
        }
    }

    /// A file by itself is its own total.
    static List<String> lines(Progress progress) {
        if (progress.filesTotal() < 2) return List.of(named(progress));
        List<String> lines = new ArrayList<>();
        for (Progress.Active file : progress.active()) lines.add(text(file));
        lines.add("total " + text(progress));
        return lines;
    }

    private static String text(Progress.Active file) {
        double percent = file.total() == 0 ? 100 : 100.0 * file.transferred() / file.total();
        return String.format(
                Locale.ROOT,
                "  %3.0f %%  %10s of %10s  %s",
                Math.floor(percent),
                Sizes.of(file.transferred()),
                Sizes.of(file.total()),
                file.name());
    }

    private static String named(Progress progress) {
        return text(progress) + "  " + progress.current();
    }

    private static String text(Progress progress) {
        String total = progress.total() < 0 ? "" : " of " + Sizes.of(progress.total());
        String percent =
                progress.total() < 0 ? "" : String.format(Locale.ROOT, "%3.0f %%  ", Math.floor(progress.percentage()));
        String files =
                progress.filesTotal() > 1 ? "  " + progress.filesDone() + "/" + progress.filesTotal() + " files" : "";
        String eta =
                progress.eta().map(left -> "  " + Sizes.clock(left.toSeconds())).orElse("");
        return percent + Sizes.of(progress.transferred()) + total + "  " + Sizes.of(progress.rate()) + "/s" + eta
                + files;
    }

    private void json(String name, TransferEvent what) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("event", name);
        map.put("transfer", what.transfer().id());
        map.put("source", what.transfer().source());
        map.put("destination", what.transfer().destination());
        if (what instanceof TransferEvent.Progressed(var transfer, var progress)) {
            map.put("transferred", progress.transferred());
            map.put("total", progress.total());
            map.put("percentage", progress.percentage());
            map.put("rate", Math.round(progress.rate()));
            progress.eta().ifPresent(eta -> map.put("eta", eta.toMillis()));
            map.put("filesDone", progress.filesDone());
            map.put("filesTotal", progress.filesTotal());
            map.put("filename", progress.current());
        }
        if (what instanceof TransferEvent.Retrying(var transfer, var attempt, var delay, var failure)) {
            map.put("attempt", attempt);
            map.put("delay", delay.toMillis());
            map.putAll(Report.failureMap(failure));
        }
        if (what instanceof TransferEvent.Broken(var transfer, var failure, var safe)) {
            map.put("safeBytes", safe);
            map.putAll(Report.failureMap(failure));
        }
        work.report().json(map);
    }

    /// Waits for the last events, so that nothing is printed behind the summary.
    @Override
    public void close() {
        subscription.drain(2_000);
        subscription.close();
        work.report().screen().clear();
    }
}
