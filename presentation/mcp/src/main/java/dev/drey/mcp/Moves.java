package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Outcome;
import dev.drey.transfer.Moved;
import dev.drey.transfer.MovedTree;
import dev.drey.transfer.Progress;
import dev.drey.transfer.Proof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How a transfer stands or has ended, as an object and as a line.
final class Moves {
    /// How many of a tree's failures are told.
    private static final int FAILURES = 100;

    private Moves() {}

    /// A job as `transfer_status` and every call that began one show it.
    ///
    /// @throws Failed what it ended with, where it failed
    static Map<String, Object> transfer(Job job) throws Failed {
        Map<String, Object> transfer = new LinkedHashMap<>();
        transfer.put("id", job.id());
        transfer.put("state", job.state());
        if (job.ending().isEmpty()) {
            job.progress().ifPresent(now -> transfer.putAll(progress(now)));
            return transfer;
        }
        switch (job.ending().get()) {
            case Job.Ending.Broken(Failure failure) -> throw failure.thrown();
            case Job.Ending.Done(var result) -> {
                switch (result.outcome()) {
                    case Outcome.FileMoved(var moved) -> transfer.putAll(file(moved, result.warnings()));
                    case Outcome.TreeMoved(var moved) -> transfer.putAll(tree(moved, result.warnings()));
                    case Outcome.Changed(var changed, var failures) -> {
                        transfer.put("changed", changed);
                        transfer.put("failed", (long) failures.size());
                        if (!failures.isEmpty()) transfer.put("failures", failures(failures));
                    }
                    default -> throw new IllegalStateException("a job that carries nothing");
                }
            }
        }
        return transfer;
    }

    /// The same for who only looks: a failure is a part of what is seen.
    static Map<String, Object> standing(Job job) {
        Map<String, Object> standing = new LinkedHashMap<>();
        standing.put("id", job.id());
        standing.put("what", job.what());
        standing.put("began", job.began().toString());
        try {
            standing.putAll(transfer(job));
        } catch (Failed failed) {
            standing.put("state", job.state());
            job.progress().ifPresent(last -> standing.put("transferred", last.transferred()));
            standing.put("error", Failures.map(failed.failure()));
        }
        return standing;
    }

    static Map<String, Object> progress(Progress now) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("transferred", now.transferred());
        if (now.total() >= 0) map.put("total", now.total());
        map.put("percentage", Math.round(now.percentage() * 10) / 10.0);
        map.put("speed", Math.round(now.rate()));
        now.eta().ifPresent(eta -> map.put("eta", eta.toSeconds()));
        if (now.filesTotal() > 1) {
            map.put("filesDone", now.filesDone());
            map.put("filesTotal", now.filesTotal());
        }
        map.put("filename", now.current());
        return map;
    }

    private static Map<String, Object> file(Moved moved, List<String> warnings) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("outcome", moved.outcome().name().toLowerCase(Locale.ROOT));
        map.put("destination", Rows.text(moved.destination()));
        map.put("size", moved.size());
        map.put("duration", moved.took().toMillis());
        map.put("speed", speed(moved.size() - moved.resumedFrom(), moved.took()));
        moved.sha256().ifPresent(sum -> map.put("sha256", sum));
        if (moved.resumedFrom() > 0) map.put("resumedFrom", moved.resumedFrom());
        moved.provedBy().ifPresent(proof -> map.put("provedBy", word(proof)));
        moved.verifiedBy().ifPresent(proof -> map.put("verifiedBy", word(proof)));
        map.put("atomic", moved.atomic());
        if (!moved.attributesWhole()) map.put("attributes", "partial");
        moved.backup().ifPresent(backup -> map.put("backup", Rows.text(backup)));
        map.put("warnings", joined(moved.warnings(), warnings));
        return map;
    }

    private static Map<String, Object> tree(MovedTree moved, List<String> warnings) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("size", moved.bytes());
        map.put("duration", moved.took().toMillis());
        map.put("speed", speed(moved.bytes() - moved.resumedBytes(), moved.took()));
        map.put("files", moved.files());
        map.put("directories", moved.directories());
        if (moved.links() > 0) map.put("links", moved.links());
        if (moved.skipped() > 0) map.put("skipped", moved.skipped());
        if (moved.specials() > 0) map.put("specials", moved.specials());
        if (moved.resumedBytes() > 0) map.put("resumedBytes", moved.resumedBytes());
        map.put("failed", moved.failed());
        if (!moved.failures().isEmpty()) map.put("failures", failures(moved.failures()));
        map.put("warnings", joined(moved.warnings(), warnings));
        return map;
    }

    static List<Map<String, Object>> failures(List<MovedTree.Item> items) {
        return items.stream()
                .limit(FAILURES)
                .map(item -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("path", Rows.text(item.path()));
                    one.putAll(Failures.map(item.failure()));
                    return one;
                })
                .toList();
    }

    private static List<String> joined(List<String> some, List<String> others) {
        List<String> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static String word(Proof proof) {
        return proof.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Bytes a second.
    private static long speed(long bytes, Duration took) {
        return Math.round(bytes / Math.max(0.001, took.toNanos() / 1e9));
    }

    /// One line for a person.
    static String line(Job job, Map<String, Object> transfer) {
        String id = job.id();
        if (job.ending().isEmpty()) {
            return job.what() + " goes on in the background as transfer " + id + " (" + job.state() + ")";
        }
        String bytes = transfer.get("size") + " bytes";
        Object files = transfer.get("files");
        Object changed = transfer.get("changed");
        String counted = changed != null ? changed + " changed" : files == null ? bytes : files + " files, " + bytes;
        Object failed = transfer.getOrDefault("failed", 0L);
        String bad = Long.valueOf(0).equals(failed) ? "" : ", " + failed + " failed";
        Object outcome = transfer.get("outcome");
        String how = "skipped".equals(outcome) ? "skipped, " : "planned".equals(outcome) ? "dry run, " : "";
        return job.what() + ": " + how + counted + bad;
    }
}
