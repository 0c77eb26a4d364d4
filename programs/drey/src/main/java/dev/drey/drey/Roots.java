package dev.drey.drey;

import dev.drey.cli.Configuration;
import dev.drey.cli.Console;
import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.disk.Taboo;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The folders of this machine that assistants may touch, kept by the jail at the moment of use.
///
/// Those of the command line, else those of the configuration, else the folder where the program was
/// started; but that only if it is one that somebody can have meant: neither the top of a disk, nor
/// somebody's home, nor a folder that holds our own state.
///
/// @param allowed the folders; empty: nothing may be touched
/// @param why what to say then
/// @param forbidden our own files, whatever folder they lie in
record Roots(List<AllowedPath> allowed, String why, List<Path> forbidden) implements LocalDisk {
    Roots {
        allowed = List.copyOf(allowed);
        forbidden = List.copyOf(forbidden);
    }

    static Roots of(Console console, Configuration configuration, List<Path> said) throws Failed {
        List<Path> ours = new ArrayList<>(List.of(configuration.state()));
        configuration.file().ifPresent(file -> ours.add(file.toAbsolutePath()));
        List<AllowedPath> allowed = new ArrayList<>();
        for (Path one : said) allowed.add(listed(console.directory().resolve(one), false, "--root"));
        if (said.isEmpty()) {
            for (Configuration.LocalRoot root : configuration.roots()) {
                allowed.add(listed(root.path(), root.readOnly(), "local.roots"));
            }
        }
        if (!allowed.isEmpty()) return new Roots(allowed, "", ours);
        Path start = console.directory().toAbsolutePath().normalize();
        String unfit = unfit(start, console, configuration);
        if (unfit.isEmpty()) return new Roots(List.of(AllowedPath.writable(start)), "", ours);
        return new Roots(List.of(), "the program was started in " + start + ", which is " + unfit, ours);
    }

    private static AllowedPath listed(Path path, boolean readOnly, String where) throws Failed {
        Path plain = path.toAbsolutePath().normalize();
        if (isTop(plain))
            throw wrong(where + " " + plain + ": this is the whole machine; list the folders that are meant");
        if (!Files.isDirectory(plain)) throw wrong(where + " " + plain + ": there is no such folder");
        return new AllowedPath(plain, !readOnly);
    }

    private static boolean isTop(Path path) {
        return path.getNameCount() == 0;
    }

    /// Why a folder is not allowed without having been listed; empty: it is.
    private static String unfit(Path start, Console console, Configuration configuration) {
        if (isTop(start)) return "the whole machine";
        Path real = real(start);
        Path home = real(console.home());
        boolean someHome = real.equals(home) || real.equals(home.getParent()) || real.equals(real(Path.of("/root")));
        if (someHome || (real.getNameCount() == 2 && real.startsWith("/home")) || home.startsWith(real)) {
            return "a home directory, or holds one";
        }
        return real(configuration.state()).startsWith(real) ? "where Drey keeps its own state" : "";
    }

    /// The path without links, as far as it is there.
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (java.io.IOException missing) {
            Path parent = path.toAbsolutePath().normalize().getParent();
            return parent == null ? path : real(parent).resolve(path.getFileName());
        }
    }

    private static Failed wrong(String message) {
        return Failure.of(Failure.Code.INVALID_ARGUMENT, message).thrown();
    }

    /// Paths for messages.
    List<String> shown() {
        return allowed.stream().map(one -> one.path().toString()).toList();
    }

    @Override
    public Path home() {
        return allowed.isEmpty() ? Path.of("/") : allowed.getFirst().path();
    }

    @Override
    public FileTree open() throws Failed {
        if (!allowed.isEmpty()) return JailTree.open(allowed, forbidden, Taboo.SECRETS);
        throw Failure.of(
                        Failure.Code.PERMISSION_DENIED,
                        "no folder of this machine may be touched: " + why + "; start it as drey mcp --root DIR (drey"
                                + " mcp --root DIR --print-config shows the entry for the client), or add local: {"
                                + " roots: [ { path: DIR } ] } to the configuration")
                .thrown();
    }
}
