package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;

/// One tree to be moved, and in what company.
///
/// @param from, to the two roots: what `from` holds goes into `to`
/// @param options as they hold for each file
/// @param parts which parts are carried
/// @param id of the whole tree; makes the side names of its files its own
record TreeJob(
        Transfer transfer,
        End from,
        End to,
        Options options,
        TreeOptions parts,
        Setting setting,
        Meter meter,
        Throttle throttle,
        Tries tries,
        Tally tally,
        JobId id) {

    /// Whether somebody wants to hear about each file.
    boolean isHeard() {
        return !setting.observer().equals(Observer.NOBODY);
    }

    /// One file of it.
    Job file(RemotePath source, RemotePath destination, Known known) {
        return new Job(
                transfer,
                from.at(source),
                to.at(destination),
                options,
                known,
                meter.share(),
                throttle,
                setting,
                id.hex(),
                true);
    }

    /// The failure of one thing in it, in words that say which.
    Failure failure(Failure.Code code, RemotePath at, String words) {
        return Failure.of(code, at, to.at(at).display() + ": " + words);
    }

    RemotePath source(RemotePath path) {
        return path.isEmpty() ? from.path() : from.path().resolve(path);
    }

    RemotePath destination(RemotePath path) {
        return path.isEmpty() ? to.path() : to.path().resolve(path);
    }

    /// Which bits of the source's mode may arrive at all.
    int mode(Attributes source, int unknown) {
        return source.permissions().orElse(unknown) & (options.keeping().special() ? 07777 : 0777);
    }
}
