package dev.drey.mcp;

import dev.drey.files.Failure;
import dev.drey.transfer.Moved;
import dev.drey.transfer.MovedTree;
import dev.drey.transfer.Progress;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.TransferEvent;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// What happens to a transfer, as clients read it.
final class TransferWords {
    private TransferWords() {}

    static void add(Map<String, Object> map, TransferEvent event, Chronicle.Deeds deeds) {
        Transfer transfer = event.transfer();
        map.put("transferId", transfer.id());
        map.put("source", transfer.source());
        map.put("destination", transfer.destination());
        map.put("filename", filename(transfer));
        switch (event) {
            case TransferEvent.Queued any -> map.put("state", "queued");
            case TransferEvent.Started any -> map.put("state", "running");
            case TransferEvent.Progressed(var any, var progress) -> progress(map, progress);
            case TransferEvent.Paused(var any, var progress) -> progress(map, progress);
            case TransferEvent.Resumed any -> map.put("state", "running");
            case TransferEvent.Retrying(var any, var attempt, var delay, var failure) -> {
                map.put("attempt", attempt);
                map.put("delayMs", delay.toMillis());
                error(map, failure);
            }
            case TransferEvent.FileCompleted(var any, var path, var moved, var progress) -> {
                map.put("filename", path);
                map.put("size", moved.size());
                counts(map, progress);
                return;
            }
            case TransferEvent.FileBroken(var any, var path, var failure, var progress) -> {
                map.put("filename", path);
                error(map, failure);
                counts(map, progress);
                return;
            }
            case TransferEvent.Completed(var any, var moved) -> completed(map, moved);
            case TransferEvent.TreeCompleted(var any, var moved) -> completed(map, moved);
            case TransferEvent.Cancelled(var any, var safeBytes) -> map.put("safeBytes", safeBytes);
            case TransferEvent.Broken(var any, var failure, var safeBytes) -> {
                error(map, failure);
                map.put("safeBytes", safeBytes);
            }
        }
        deeds.of(transfer.id()).ifPresent(deed -> map.put("operation", deed.map()));
    }

    /// The last name of what is carried; both ends are shown as `target:/path`, or as a path of this machine.
    private static String filename(Transfer transfer) {
        String source = transfer.source();
        String path = source.endsWith("/") ? source.substring(0, source.length() - 1) : source;
        int slash = path.lastIndexOf('/');
        return slash >= 0 ? path.substring(slash + 1) : path.substring(path.lastIndexOf(':') + 1);
    }

    private static void error(Map<String, Object> map, Failure failure) {
        map.put("error", Failures.map(failure));
    }

    private static void progress(Map<String, Object> map, Progress progress) {
        if (!progress.current().isEmpty()) map.put("filename", progress.current());
        counts(map, progress);
        map.put("rate", Math.round(progress.rate()));
        map.put("speed", Math.round(progress.rate()));
        progress.eta().ifPresent(eta -> map.put("eta", eta.toSeconds()));
    }

    private static void counts(Map<String, Object> map, Progress progress) {
        map.put("transferred", progress.transferred());
        if (progress.total() >= 0) {
            map.put("total", progress.total());
            map.put("percentage", progress.percentage());
        }
        map.put("filesDone", progress.filesDone());
        map.put("filesTotal", progress.filesTotal());
    }

    private static void completed(Map<String, Object> map, Moved moved) {
        map.put("outcome", moved.outcome().name().toLowerCase(Locale.ROOT));
        map.put("size", moved.size());
        speed(map, moved.size() - moved.resumedFrom(), moved.took());
        moved.sha256().ifPresent(hash -> map.put("sha256", hash));
        if (moved.resumedFrom() > 0) map.put("resumedFrom", moved.resumedFrom());
        moved.provedBy().ifPresent(proof -> map.put("provedBy", String.valueOf(proof)));
        moved.verifiedBy().ifPresent(proof -> map.put("verifiedBy", String.valueOf(proof)));
        map.put("atomic", moved.atomic());
        map.put("warnings", moved.warnings());
    }

    private static void completed(Map<String, Object> map, MovedTree moved) {
        map.put("files", moved.files());
        map.put("directories", moved.directories());
        map.put("links", moved.links());
        map.put("skipped", moved.skipped());
        map.put("failed", moved.failed());
        map.put("size", moved.bytes());
        speed(map, moved.bytes() - moved.resumedBytes(), moved.took());
        map.put("warnings", moved.warnings());
    }

    /// In ms and bytes a second.
    private static void speed(Map<String, Object> map, long bytes, Duration took) {
        long speed = Math.round(bytes / Math.max(0.001, took.toNanos() / 1e9));
        map.put("duration", took.toMillis());
        map.put("rate", speed);
        map.put("speed", speed);
    }
}
