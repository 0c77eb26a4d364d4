package dev.drey.drey;

import dev.drey.cli.Configuration;
import dev.drey.disk.AllowedPath;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The hub's own disk: the roots that its configuration lists, kept by the jail. They may change while it
/// runs: what was opened under others is not open any more. Any thread.
final class HubDisk implements LocalDisk {
    private final HubRun.Surroundings around;
    private volatile Roots roots;

    HubDisk(Configuration configuration, HubRun.Surroundings around) throws Failed {
        this.around = around;
        this.roots = roots(configuration, around);
    }

    /// For trees that are opened from now on.
    ///
    /// @throws Failed what is wrong with the roots; the old ones stay
    void reload(Configuration fresh) throws Failed {
        roots = roots(fresh, around);
    }

    private static Roots roots(Configuration configuration, HubRun.Surroundings around) throws Failed {
        List<AllowedPath> allowed = new ArrayList<>();
        for (Configuration.LocalRoot root : configuration.roots()) {
            Path plain = root.path().toAbsolutePath().normalize();
            if (!Files.isDirectory(plain))
                throw Failure.of(Failure.Code.INVALID_ARGUMENT, "local.roots " + plain + ": there is no such folder")
                        .thrown();
            allowed.add(root.readOnly() ? AllowedPath.readOnly(plain) : AllowedPath.writable(plain));
        }
        return new Roots(allowed, "the hub's configuration lists no local.roots", ours(configuration, around));
    }

    /// What is never served, in whatever root it lies: what the hub keeps, what it proves itself with, and what it
    /// logs in with elsewhere.
    private static List<Path> ours(Configuration configuration, HubRun.Surroundings around) throws Failed {
        List<Path> ours = new ArrayList<>(List.of(configuration.state()));
        configuration.file().ifPresent(ours::add);
        ours.addAll(HubKept.files(configuration, around.home(), around.environment()));
        ours.addAll(configuration.hub().hostKeys());
        ours.addAll(logs(configuration.log()));
        for (var server : configuration.servers().entrySet()) {
            ours.addAll(HubTargets.made(server.getKey(), server.getValue(), around.home())
                    .login()
                    .keyFiles());
        }
        return ours.stream().map(Path::toAbsolutePath).toList();
    }

    private static List<Path> logs(Configuration.LogSettings log) {
        List<Path> files = new ArrayList<>();
        log.file().ifPresent(file -> {
            files.add(file);
            for (int i = 1; i <= log.keep(); i++) files.add(file.resolveSibling(file.getFileName() + "." + i));
        });
        return files;
    }

    @Override
    public Path home() {
        Roots now = roots;
        return now.allowed().isEmpty() ? Path.of("/") : now.home();
    }

    @Override
    public FileTree open() throws Failed {
        return roots.open();
    }
}
