package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.operations.Operation;
import dev.drey.operations.Place;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey rename TARGET:OLD NEW`: refuses to replace unless asked.
@Command(name = "rename", description = "rename within one target", sortOptions = false)
final class Rename implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-f", "--replace"},
            description = "replace what has the new name")
    boolean replace;

    @Parameters(index = "0", paramLabel = "TARGET:OLD")
    String from = "";

    @Parameters(index = "1", paramLabel = "NEW")
    String to = "";

    Rename(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            Place old = work.remote(from, "rename");
            RemotePath target = switch (Operand.parse(to)) {
                case Operand.Local plain ->
                    plain.path().isAbsolute() || plain.text().contains("/")
                            ? plain.path()
                            : old.path().sibling(plain.path().name());
                case Operand.Remote remote -> same(work, old, remote);
            };
            work.done(new Operation.Rename(old, target, replace));
        });
    }

    private static RemotePath same(Work work, Place old, Operand.Remote remote) throws Failed {
        if (work.targets().place(remote).where().equals(old.where())) return remote.path();
        throw Targets.usage("rename works within one target; mv moves between two");
    }
}
