package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;

/// What is never removed, whoever asks: the root, the home, a target's base path, and what holds them.
final class Refusals {
    private Refusals() {}

    static void checkRemovable(Spot spot) throws Failed {
        RemotePath real = real(spot, spot.path());
        RemotePath home = spot.tree().realpath(RemotePath.HERE);
        RemotePath base = spot.tree().realpath(spot.home());
        if (real.equals(RemotePath.ROOT)) throw refused(spot, "it is the root directory");
        if (home.isWithin(real)) throw refused(spot, "it is, or holds, the home directory " + home.display());
        if (base.isWithin(real)) throw refused(spot, "it is, or holds, this target's base path " + base.display());
    }

    /// The real path of the directory that holds it, and the name; a link itself may be removed whatever it
    /// leads to.
    private static RemotePath real(Spot spot, RemotePath path) throws Failed {
        if (spot.tree().lstat(path).isLink() && path.name().isPlain()) {
            return spot.tree().realpath(path.parent()).resolve(path.name());
        }
        return spot.tree().realpath(path);
    }

    private static Failed refused(Spot spot, String why) {
        return Failure.of(
                        Failure.Code.NOT_ALLOWED,
                        spot.path(),
                        "rm " + spot.display() + ": refused, because " + why + "; nothing was removed")
                .thrown();
    }
}
