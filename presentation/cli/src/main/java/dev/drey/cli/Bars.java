package dev.drey.cli;

import dev.drey.events.Event;
import dev.drey.events.Events;
import dev.drey.session.Owner;
import dev.drey.transfer.Progress;
import dev.drey.transfer.TransferEvent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Progress: a line on a terminal that keeps changing, a plain line every ten seconds elsewhere, objects with
/// `--json`.
final class Bars implements AutoCloseable {
    private static final long PLAIN_NANOS = 10_000_000_000L;

    private final Work work;
    private final Events.Subscription subscription;
    private final boolean live;
    private long lastPlain = System.nanoTime();
    private int width;

    private Bars(Work work) {
        this.work = work;
        this.live = work.console().errTerminal() && !work.common().json;
        this.subscription = work.events().subscribe(Owner.PROCESS, this::happened);
    }

    static Bars show(Work work) {
        return new Bars(work);
    }

    private void happened(Event event) {
        if (work.common().quiet || !(event instanceof Event.TransferHappened(var session, var what))) return;
        if (work.common().json) json(event.name(), what);
        else if (what instanceof TransferEvent.Progressed progressed) progress(progressed.progress());
        else if (what instanceof TransferEvent.Retrying retrying) retrying(retrying);
    }

    private void retrying(TransferEvent.Retrying retrying) {
        clear();
        work.report()
                .note("drey: " + retrying.failure().message() + "; trying again in "
                        + String.format(Locale.ROOT, "%.1f", retrying.delay().toMillis() / 1000.0) + " s");
    }

    private void progress(Progress progress) {
        if (live) {
            String line = fitted(text(progress));
            work.console().err().print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            work.console().err().flush();
            width = line.length();
        } else if (System.nanoTime() - lastPlain > PLAIN_NANOS) {
            lastPlain = System.nanoTime();
            work.report().note(text(progress));
        }
    }

    private static String fitted(String text) {
        return text.length() <= 100 ? text : text.substring(0, 99) + "…";
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
                + files + "  " + progress.current();
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

    private void clear() {
        if (!live || width == 0) return;
        work.console().err().print("\r" + " ".repeat(width) + "\r");
        work.console().err().flush();
        width = 0;
    }

    /// Waits for the last events, so that nothing is printed behind the summary.
    @Override
    public void close() {
        subscription.drain(2_000);
        subscription.close();
        clear();
    }
}
