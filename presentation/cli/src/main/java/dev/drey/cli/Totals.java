package dev.drey.cli;

import dev.drey.operations.Outcome;
import dev.drey.transfer.Moved;
import dev.drey.transfer.MovedTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What all the sources of one command came to.
final class Totals {
    private long files;
    private long bytes;
    private long skipped;
    private long failed;
    private long resumed;
    private Duration took = Duration.ZERO;
    private final List<String> warnings = new ArrayList<>();

    void add(Work work, Outcome outcome) {
        if (outcome instanceof Outcome.FileMoved(Moved moved)) {
            if (moved.outcome() == Moved.Outcome.SKIPPED) skipped++;
            else files++;
            bytes += moved.outcome() == Moved.Outcome.MOVED ? moved.size() : 0;
            resumed += moved.resumedFrom();
            took = took.plus(moved.took());
            warn(work, moved.warnings());
            if (work.common().json) work.report().json(Map.of("file", map(moved)));
        }
        if (outcome instanceof Outcome.TreeMoved(MovedTree moved)) {
            files += moved.files();
            bytes += moved.bytes();
            skipped += moved.skipped() + moved.specials();
            resumed += moved.resumedBytes();
            failed += moved.failed();
            took = took.plus(moved.took());
            warn(work, moved.warnings());
            for (MovedTree.Item item : moved.failures()) work.report().failure(item.failure());
            if (!moved.isWhole()) {
                work.exit(Exit.FAILED);
                if (moved.failed() > moved.failures().size()) {
                    work.report().warning(moved.failed() - moved.failures().size() + " more failures are not listed");
                }
            }
        }
    }

    private void warn(Work work, List<String> some) {
        for (String warning : some) work.report().warning(warning);
        warnings.addAll(some);
    }

    private static Map<String, Object> map(Moved moved) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("outcome", moved.outcome().name().toLowerCase(java.util.Locale.ROOT));
        map.put("destination", moved.destination().display());
        map.put("size", moved.size());
        map.put("duration", moved.took().toMillis());
        moved.sha256().ifPresent(sha -> map.put("sha256", sha));
        map.put("resumedFrom", moved.resumedFrom());
        moved.provedBy().ifPresent(proof -> map.put("provedBy", proof.name()));
        moved.verifiedBy().ifPresent(proof -> map.put("verifiedBy", proof.name()));
        map.put("atomic", moved.atomic());
        map.put("attributes", moved.attributesWhole() ? "whole" : "partial");
        moved.backup().ifPresent(path -> map.put("backup", path.display()));
        return map;
    }

    void print(Work work) {
        if (work.common().json) {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("files", files);
            summary.put("bytes", bytes);
            summary.put("skipped", skipped);
            summary.put("failed", failed);
            summary.put("resumedBytes", resumed);
            summary.put("duration", took.toMillis());
            summary.put("exit", work.exit());
            summary.put(
                    "warnings",
                    Stream.concat(work.told().stream(), warnings.stream())
                            .distinct()
                            .toList());
            work.report().json(Map.of("summary", summary));
            return;
        }
        double seconds = Math.max(0.001, took.toMillis() / 1000.0);
        String more = (resumed > 0 ? ", " + Sizes.of(resumed) + " of them from an earlier try" : "")
                + (skipped > 0 ? ", " + skipped + " skipped" : "")
                + (failed > 0 ? ", " + failed + " failed" : "");
        work.report()
                .note(files + (files == 1 ? " file, " : " files, ") + Sizes.of(bytes) + " in "
                        + String.format(java.util.Locale.ROOT, "%.1f", seconds) + " s ("
                        + Sizes.of(bytes / seconds) + "/s)" + more);
    }
}
