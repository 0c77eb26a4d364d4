package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey df`.
@Command(name = "df", description = "show free space", sortOptions = false)
final class Df implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-h", "--human"},
            description = "sizes such as 4.0G")
    boolean human;

    @Option(names = "--inodes", description = "files that may still be made, not bytes")
    boolean inodes;

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    Df(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            if (!common.json)
                work.report()
                        .line(String.format(
                                "%12s %12s %12s %5s %s", inodes ? "Inodes" : "Size", "Used", "Avail", "Use%", "Path"));
            for (String operand : operands) work.each(() -> print(work, operand));
        });
    }

    private void print(Work work, String operand) throws Failed {
        var room = work.ask(new Operation.DiskSpace(work.place(operand)), Outcome.SpaceFound.class)
                .room();
        long used = room.total() - room.free();
        if (common.json) {
            work.report()
                    .json(java.util.Map.of(
                            "path", operand,
                            "total", room.total(),
                            "used", used,
                            "available", room.available(),
                            "files", room.files(),
                            "filesFree", room.filesFree(),
                            "readOnly", room.readOnly()));
            return;
        }
        if (inodes) line(work, room.files(), room.files() - room.filesFree(), room.filesFree(), operand);
        else line(work, room.total(), used, room.available(), operand);
    }

    private void line(Work work, long total, long used, long available, String operand) {
        long share = used + available == 0 ? 0 : Math.ceilDiv(100 * used, used + available);
        work.report()
                .line(String.format(
                        "%12s %12s %12s %4d%% %s", size(total), size(used), size(available), share, operand));
    }

    private String size(long bytes) {
        if (inodes && !human) return Long.toString(bytes);
        return human ? Sizes.brief(bytes) : Long.toString(bytes / 1024);
    }
}
