package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Place;
import dev.drey.operations.Where;
import dev.drey.session.Server;
import dev.drey.session.Target;
import dev.drey.transfer.Options;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `sftp-put` and `sftp-get`: one file between this machine and the session's target.
final class CopyCommands {
    private CopyCommands() {}

    static List<Command> all() {
        return List.of(
                new Command("sftp-put", "LOCAL REMOTE", 2, 2, Set.of(), ConsoleOptions.FILE, CopyCommands::put),
                new Command("sftp-get", "REMOTE LOCAL", 2, 2, Set.of(), ConsoleOptions.FILE, CopyCommands::get));
    }

    private static Said put(CommandCall call) throws Failed {
        return file(call, call.local(call.word(0)), far(call, call.word(1)));
    }

    private static Said get(CommandCall call) throws Failed {
        return file(call, far(call, call.word(0)), call.local(call.word(1)));
    }

    private static Said file(CommandCall call, Place from, Place to) throws Failed {
        return carried(call, new Operation.CopyFile(from, to, options(call)));
    }

    /// As the reference's calls do it: modes are kept unless somebody says otherwise.
    static Options options(CommandCall call) throws Failed {
        return Carrying.options(
                call.options(),
                "options",
                call.session().target(),
                call.desk().settings().defaults(),
                true);
    }

    /// The session's target; one that compresses, by a connection of its own, where the call says so.
    static Place far(CommandCall call, String path) {
        Place place = call.remote(path);
        boolean compress = call.options().flag("compress", false);
        if (!compress || !(call.session().target() instanceof Target.Remote(Server server))) return place;
        return new Place(new Where.At(new Target.Remote(server.withCompression(true))), place.path());
    }

    /// Begins the transfer and waits for it as long as the call says.
    static Said carried(CommandCall call, Operation operation) throws Failed {
        String what = call.command().name() + " " + String.join(" ", Echo.of(call.words()));
        Job job = call.desk().start(call.call(), what, operation);
        call.desk().await(call.call(), job, call.patience(), call.options().flag("background", false));
        Map<String, Object> transfer = Moves.transfer(job);
        String line = Moves.line(job, transfer);
        boolean broken = !Long.valueOf(0).equals(transfer.getOrDefault("failed", 0L));
        return new Said(broken ? 1 : 0, line, broken ? line : "", Map.of("transfer", transfer));
    }
}
