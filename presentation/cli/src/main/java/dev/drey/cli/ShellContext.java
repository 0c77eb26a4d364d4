package dev.drey.cli;

import dev.drey.files.Failed;

/// What a command is made with that runs as a line of a shell: the shell's connection, its directories, its choices.
final class ShellContext extends Context {
    private final Work work;
    private final ShellPaths paths;
    private boolean progress = true;

    /// @param work the shell's own
    ShellContext(Context outer, Work work, ShellPaths paths) {
        super(outer.console(), outer.program());
        this.work = work;
        this.paths = paths;
    }

    Work work() {
        return work;
    }

    ShellPaths paths() {
        return paths;
    }

    /// Switches progress on or off.
    ///
    /// @return whether it is on now
    boolean toggleProgress() {
        progress = !progress;
        return progress;
    }

    /// What the shell's own commands run as.
    int run(Body body) {
        return run(new Common(), body);
    }

    @Override
    int run(Common line, Body body) {
        Common common = work.common();
        line.json |= common.json;
        line.quiet |= common.quiet;
        if (line.verbose.length == 0) line.verbose = common.verbose;
        return guarded(line, () -> {
            refuseConnecting(line);
            Work one = work.within(line, paths, progress);
            body.run(one);
            return one.exit();
        });
    }

    /// A line cannot say how to connect, since the connection is there.
    private static void refuseConnecting(Common line) throws Failed {
        boolean connecting = !line.keys.isEmpty()
                || line.port != null
                || line.jump != null
                || line.sshConfig != null
                || !line.fields.isEmpty()
                || line.compress
                || line.four
                || line.six;
        if (connecting || line.config != null || line.logFile != null) {
            throw Targets.usage("how to connect is said to `drey shell` itself, not to a command in it");
        }
    }
}
