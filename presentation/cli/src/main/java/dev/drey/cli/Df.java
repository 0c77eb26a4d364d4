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

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    Df(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            if (!common.json)
                work.report().line(String.format("%12s %12s %12s %5s %s", "Size", "Used", "Avail", "Use%", "Path"));
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
        long share = used + room.available() == 0 ? 0 : Math.ceilDiv(100 * used, used + room.available());
        work.report()
                .line(String.format(
                        "%12s %12s %12s %4d%% %s",
                        size(room.total()), size(used), size(room.available()), share, operand));
    }

    private String size(long bytes) {
        return human ? Sizes.brief(bytes) : Long.toString(bytes / 1024);
    }
}
