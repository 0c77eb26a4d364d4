package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import dev.drey.operations.Operation;
import dev.drey.operations.Operation.Steering;
import dev.drey.operations.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `drey transfers --hub …`: what a hub moves at this moment: its own transfers, and the files that clients of its door
/// have open.
final class HubTransfers {
    private HubTransfers() {}

    static void run(HubWork work, String what, List<String> ids) throws Failed {
        switch (what) {
            case "list" -> {
                list(work);
                open(work);
            }
            case "pause" -> steer(work, ids, Steering.PAUSE);
            case "resume" -> steer(work, ids, Steering.RESUME);
            case "cancel" -> steer(work, ids, Steering.CANCEL);
            default -> throw Targets.usage("transfers --hub takes list, pause, resume or cancel, not '" + what + "'");
        }
    }

    private static void list(HubWork work) throws Failed {
        var listed = (Outcome.TransfersListed) work.line().ask(new Operation.ListTransfers());
        for (Outcome.TransferLine one : listed.transfers()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("id", one.id());
            map.put("source", one.source());
            map.put("destination", one.destination());
            map.put("state", one.state().name().toLowerCase(Locale.ROOT));
            work.row(
                    map,
                    one.id() + "\t" + one.state().name().toLowerCase(Locale.ROOT) + "\t" + one.source() + " -> "
                            + one.destination());
        }
    }

    private static void open(HubWork work) throws Failed {
        for (HubReport.OpenFile one : work.ask(new Administration.ListOpenFiles(), HubReport.OpenFiles.class)
                .files()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("user", one.user());
            map.put("from", one.from());
            map.put("target", one.target());
            map.put("path", one.path().display());
            map.put("state", one.writes() ? "writing" : "reading");
            map.put("bytes", one.writes() ? one.written() : one.read());
            map.put("since", one.since().toString());
            work.row(
                    map,
                    map.get("state") + "\t" + Sizes.brief(one.writes() ? one.written() : one.read()) + "\t"
                            + one.target() + ":" + one.path().display() + "\t" + one.user() + " from " + one.from());
        }
    }

    private static void steer(HubWork work, List<String> ids, Steering steering) throws Failed {
        if (ids.isEmpty())
            throw Targets.usage("transfers --hub " + steering.name().toLowerCase(Locale.ROOT) + " ID…");
        for (String id : ids) work.line().ask(new Operation.SteerTransfer(id, steering));
    }
}
