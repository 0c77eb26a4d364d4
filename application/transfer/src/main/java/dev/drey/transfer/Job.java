package dev.drey.transfer;

import java.util.Optional;
import java.util.OptionalLong;

/// One file to be moved, and in what company.
///
/// @param known what listings said already
/// @param share of the job's meter; the file's acknowledged bytes are counted there
/// @param throttle of the transfer, within the process's
/// @param salt of the tree it belongs to: makes side names differ between jobs; empty for a file by itself
/// @param locked whether the whole job is locked already, by the tree
/// @param stream the source is a stream, which can be read once
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
        boolean locked,
        Optional<Stream> stream) {

    /// What is expected of a stream; the file gets its name only when both agree.
    ///
    /// @param sha256 lower-case hex
    record Stream(OptionalLong size, Optional<String> sha256) {}

    /// A file of a tree.
    Job(
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
        this(transfer, from, to, options, known, share, throttle, setting, salt, locked, Optional.empty());
    }

    /// A file by itself.
    static Job alone(Transfer transfer, End from, End to, Options options, Meter meter, Setting setting) {
        Throttle throttle = setting.throttle().within(options.pace().bandwidth());
        return new Job(transfer, from, to, options, Known.NOTHING, meter.share(), throttle, setting, "", false);
    }

    /// A stream; its identity is the transfer's, so that nothing is ever taken up from another.
    static Job streamed(
            Transfer transfer, End from, End to, Options options, Meter meter, Setting setting, Stream expected) {
        Throttle throttle = setting.throttle().within(options.pace().bandwidth());
        return new Job(
                transfer,
                from,
                to,
                options,
                Known.NOTHING,
                meter.share(),
                throttle,
                setting,
                transfer.id(),
                false,
                Optional.of(expected));
    }

    boolean isStream() {
        return stream.isPresent();
    }
}
