package dev.drey.transfer;

/// One file to be moved, and in what company.
///
/// @param known what listings said already
/// @param share of the job's meter; the file's acknowledged bytes are counted there
/// @param throttle of the transfer, within the process's
/// @param salt of the tree it belongs to: makes side names differ between jobs; empty for a file by itself
/// @param locked whether the whole job is locked already, by the tree
record Job(
        Transfer transfer,
        End from,
        End to,
        Options options,
        Known known,
        Meter.Share share,
        Throttle throttle,
        Setting setting,
        String salt,
        boolean locked) {

    /// A file by itself.
    static Job alone(Transfer transfer, End from, End to, Options options, Meter meter, Setting setting) {
        Throttle throttle = setting.throttle().within(options.pace().bandwidth());
        return new Job(transfer, from, to, options, Known.NOTHING, meter.share(), throttle, setting, "", false);
    }
}
