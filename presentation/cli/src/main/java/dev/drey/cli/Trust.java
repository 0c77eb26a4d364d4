package dev.drey.cli;

import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey trust HOST`.
@Command(name = "trust", description = "remember a host's key", sortOptions = false)
final class Trust implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(names = "--fingerprint", paramLabel = "SHA256:…", description = "remember only this one, without asking")
    @Nullable
    String fingerprint;

    @Option(names = "--replace", description = "forget the keys known for this host first")
    boolean replace;

    @Parameters(paramLabel = "HOST")
    String host = "";

    Trust(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            var trusted = work.ask(
                    new Operation.Trust(work.targets().trustable(host), Optional.ofNullable(fingerprint), replace),
                    Outcome.Trusted.class);
            work.report()
                    .line((trusted.added() ? "remembered " : "known already ") + trusted.host() + " "
                            + trusted.fingerprint());
        });
    }
}
