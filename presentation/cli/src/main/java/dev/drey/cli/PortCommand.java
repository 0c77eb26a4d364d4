package dev.drey.cli;

import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey port TARGET`: a port of the hub's machine that is one target, for programs that know nothing of
/// hubs.
@Command(name = "port", description = "open a port on the hub's loopback that is one target alone", sortOptions = false)
final class PortCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(names = "--port", paramLabel = "N", description = "this one; else a free one")
    int port;

    @Option(names = "--persist", description = "keep it when this command has ended, and over restarts of the hub")
    boolean persist;

    @Option(names = "--list", description = "show those that are open")
    boolean list;

    @Option(names = "--close", paramLabel = "N", description = "close one")
    @Nullable
    Integer close;

    @Parameters(index = "0", arity = "0..1", paramLabel = "TARGET")
    @Nullable
    String target;

    PortCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return HubWork.run(context, common, work -> {
            if (list) list(work);
            else if (close != null) work.done(new Administration.ClosePort(close));
            else if (target == null) throw Targets.usage("port: TARGET is missing (or --list, or --close N)");
            else open(work, target);
        });
    }

    private static void list(HubWork work) throws dev.drey.files.Failed {
        for (HubReport.PortLine one :
                work.ask(new Administration.ListPorts(), HubReport.Ports.class).ports()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("port", one.port());
            map.put("target", one.target());
            map.put("persistent", one.persistent());
            one.unavailable().ifPresent(why -> map.put("unavailable", why));
            String kept = one.persistent() ? "\tkept" : "";
            String down = one.unavailable().map(why -> ", " + why).orElse("");
            work.row(map, one.port() + "\t" + one.target() + kept + down);
        }
    }

    private void open(HubWork work, String name) throws dev.drey.files.Failed {
        if (port < 0 || port > 65535) throw Targets.usage("port --port: a port lies between 1 and 65535");
        var opened = work.ask(new Administration.OpenPort(name, port, persist), HubReport.PortOpened.class);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("address", opened.address());
        map.put("port", opened.port());
        map.put("fingerprint", opened.fingerprint());
        work.row(map, "sftp -P " + opened.port() + " " + name + "@" + opened.address());
        work.note("your key or token of the hub lets you in; the name before @ is not looked at; host key "
                + opened.fingerprint());
        if (persist) return;
        work.note("the port is open until this command ends (Ctrl-C)");
        work.untilEnd();
    }
}
