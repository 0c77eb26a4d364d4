package dev.drey.mcp;

import dev.drey.files.Failure;
import dev.drey.transfer.Moved;
import dev.drey.transfer.MovedTree;
import dev.drey.transfer.Progress;
import dev.drey.transfer.TransferEvent;
import java.util.Locale;
import java.util.Map;

/// What happens to a transfer, as clients read it.
final class TransferWords {
    private TransferWords() {}

    static void add(Map<String, Object> map, TransferEvent event) {
        map.put("transferId", event.transfer().id());
        map.put("source", event.transfer().source());
        map.put("destination", event.transfer().destination());
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
            case TransferEvent.FileCompleted(var any, var path, var moved) -> {
                map.put("filename", path);
                map.put("size", moved.size());
            }
            case TransferEvent.FileBroken(var any, var path, var failure) -> {
                map.put("filename", path);
                error(map, failure);
            }
            case TransferEvent.Completed(var any, var moved) -> completed(map, moved);
            case TransferEvent.TreeCompleted(var any, var moved) -> completed(map, moved);
            case TransferEvent.Cancelled(var any, var safeBytes) -> map.put("safeBytes", safeBytes);
            case TransferEvent.Broken(var any, var failure, var safeBytes) -> {
                error(map, failure);
                map.put("safeBytes", safeBytes);
            }
        }
    }

    private static void error(Map<String, Object> map, Failure failure) {
        map.put("error", Failures.map(failure));
    }

    private static void progress(Map<String, Object> map, Progress progress) {
        map.put("filename", progress.current());
        map.put("transferred", progress.transferred());
        if (progress.total() >= 0) {
            map.put("total", progress.total());
            map.put("percentage", progress.percentage());
        }
        map.put("rate", Math.round(progress.rate()));
        progress.eta().ifPresent(eta -> map.put("etaSeconds", eta.toSeconds()));
        map.put("filesDone", progress.filesDone());
        map.put("filesTotal", progress.filesTotal());
    }

    private static void completed(Map<String, Object> map, Moved moved) {
        map.put("outcome", moved.outcome().name().toLowerCase(Locale.ROOT));
        map.put("size", moved.size());
        map.put("durationMs", moved.took().toMillis());
        map.put("rate", rate(moved.size() - moved.resumedFrom(), moved.took().toMillis()));
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
        map.put("durationMs", moved.took().toMillis());
        map.put("rate", rate(moved.bytes(), moved.took().toMillis()));
        map.put("warnings", moved.warnings());
    }

    private static long rate(long bytes, long millis) {
        return millis <= 0 ? bytes : bytes * 1000 / millis;
    }
}
