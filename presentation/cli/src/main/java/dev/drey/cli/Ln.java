package dev.drey.cli;

import dev.drey.files.RemotePath;
import dev.drey.operations.Operation;
import dev.drey.operations.Place;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey ln [-s] TARGET:EXISTING NEW`: as ln, the existing name first.
@Command(name = "ln", description = "make links", sortOptions = false)
final class Ln implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-s", "--symbolic"},
            description = "a symbolic link; EXISTING is written into it as it is")
    boolean symbolic;

    @Parameters(index = "0", paramLabel = "EXISTING")
    String existing = "";

    @Parameters(index = "1", paramLabel = "TARGET:NEW")
    String link = "";

    Ln(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            Place place = work.remote(link, "ln");
            RemotePath to = switch (Operand.parse(existing)) {
                case Operand.Local plain -> plain.path();
                case Operand.Remote remote -> remote.path();
            };
            work.done(new Operation.MakeLink(place, to, symbolic));
        });
    }
}
