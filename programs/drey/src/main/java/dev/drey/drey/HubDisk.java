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
/// runs. Any thread.
final class HubDisk implements LocalDisk {
    private volatile Roots roots;

    HubDisk(Configuration configuration) throws Failed {
        this.roots = roots(configuration);
    }

    /// @throws Failed what is wrong with the roots
    void check(Configuration fresh) throws Failed {
        roots(fresh);
    }

    /// For trees that are opened from now on.
    void reload(Configuration fresh) throws Failed {
        roots = roots(fresh);
    }

    private static Roots roots(Configuration configuration) throws Failed {
        List<AllowedPath> allowed = new ArrayList<>();
        for (Configuration.LocalRoot root : configuration.roots()) {
            Path plain = root.path().toAbsolutePath().normalize();
            if (!Files.isDirectory(plain))
                throw Failure.of(Failure.Code.INVALID_ARGUMENT, "local.roots " + plain + ": there is no such folder")
                        .thrown();
            allowed.add(root.readOnly() ? AllowedPath.readOnly(plain) : AllowedPath.writable(plain));
        }
        List<Path> ours = new ArrayList<>(List.of(configuration.state()));
        configuration.file().ifPresent(file -> ours.add(file.toAbsolutePath()));
        return new Roots(allowed, "the hub's configuration lists no local.roots", ours);
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
