package dev.drey.operations;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.util.Optional;

/// One file under two targets: a move would replace it by itself and then remove it. Two targets are taken
/// for one machine when they show the same host key, or when one is this machine and the other is reached
/// over loopback.
final class SameFile {
    private SameFile() {}

    /// @throws Failed INVALID_ARGUMENT when both seem to be the same file; a mistake here costs a copy and
    ///     a removal by hand, the other one would cost the file
    static void refuse(Spot from, Spot to) throws Failed {
        if (!sameMachine(from, to) || !real(from).equals(real(to))) return;
        Optional<Attributes> there = attributes(to);
        if (there.isEmpty() || !equal(from.tree().lstat(from.path()), there.get())) return;
        throw Failure.of(
                        Failure.Code.INVALID_ARGUMENT,
                        to.path(),
                        from.display() + " and " + to.display() + " seem to be the same file, reached in two ways;"
                                + " nothing was moved. Where they are two, copy it and remove the source")
                .thrown();
    }

    private static boolean sameMachine(Spot from, Spot to) throws Failed {
        if (from.isLocal() || to.isLocal()) return isLoopback(from) || isLoopback(to);
        Optional<String> key = from.session().info().fingerprint();
        return key.isPresent() && key.equals(to.session().info().fingerprint());
    }

    private static boolean isLoopback(Spot spot) throws Failed {
        if (spot.isLocal()) return false;
        String peer = spot.session().info().peer();
        return peer.startsWith("127.")
                || peer.startsWith("[::1]")
                || peer.startsWith("::1")
                || peer.startsWith("localhost");
    }

    /// Links on the way are followed, the last name is not.
    private static RemotePath real(Spot spot) throws Failed {
        try {
            return spot.tree()
                    .realpath(spot.path().parent())
                    .resolve(spot.path().name());
        } catch (Failed missing) {
            if (missing.code() == Failure.Code.NOT_FOUND) return spot.path();
            throw missing;
        }
    }

    private static Optional<Attributes> attributes(Spot spot) throws Failed {
        try {
            return Optional.of(spot.tree().lstat(spot.path()));
        } catch (Failed missing) {
            if (missing.code() == Failure.Code.NOT_FOUND || missing.code() == Failure.Code.NOT_A_DIRECTORY)
                return Optional.empty();
            throw missing;
        }
    }

    /// Times by the second, which is all that SFTP v3 tells.
    private static boolean equal(Attributes one, Attributes other) {
        return one.size().equals(other.size())
                && one.permissions().equals(other.permissions())
                && one.modified()
                        .map(java.time.Instant::getEpochSecond)
                        .equals(other.modified().map(java.time.Instant::getEpochSecond));
    }
}
