package dev.drey.operations;

import dev.drey.files.RemotePath;
import dev.drey.session.Target;
import dev.drey.transfer.Options;
import dev.drey.transfer.TreeOptions;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Everything that can be asked. Gateways decode into these and into nothing else.
public sealed interface Operation {

    /// Opens a session.
    record Connect(Target target) implements Operation {}

    record Disconnect(String session) implements Operation {}

    /// The caller's sessions.
    record ListSessions() implements Operation {}

    /// What was agreed with the far side.
    record Describe(Where where) implements Operation {}

    /// One directory, or one file as a directory of one; sorted by name.
    ///
    /// @param patterns globs on names, of which one must match; empty: every name
    /// @param hidden names that begin with a dot too
    /// @param depth how far below; 1 is the directory alone
    /// @param limit most entries in one answer; the outcome's cursor goes on behind them
    /// @param details owners' names and links' targets too, for which the server is asked once more
    record ListDirectory(
            Place place,
            List<String> patterns,
            boolean hidden,
            int depth,
            OptionalInt limit,
            Optional<String> cursor,
            boolean details)
            implements Operation {
        public ListDirectory {
            patterns = List.copyOf(patterns);
        }
    }

    /// Attributes of one path.
    ///
    /// @param details as in [ListDirectory]
    record Stat(Place place, boolean followLinks, boolean details) implements Operation {}

    record RealPath(Place place) implements Operation {}

    record Exists(Place place) implements Operation {}

    record ReadLink(Place place) implements Operation {}

    /// What a pattern with `*`, `?`, `[` leads to; a path that exists as it is written comes first.
    record Glob(Place place) implements Operation {}

    /// The bytes of a file, written to `sink` as they come.
    ///
    /// @param tail only the last so many bytes; then `offset` and `length` are not looked at
    record Read(Place place, long offset, OptionalLong length, OptionalLong tail, OutputStream sink)
            implements Operation {}

    /// A file from a stream; the name appears when all has arrived, and agrees with what was announced.
    ///
    /// @param size bytes that must come
    /// @param sha256 lower-case hex
    record Write(Place place, InputStream content, OptionalLong size, Optional<String> sha256, Options options)
            implements Operation {}

    /// One file between any two places: put, get, and copy between servers.
    record CopyFile(Place from, Place to, Options options) implements Operation {}

    /// The contents of a directory into another.
    record CopyTree(Place from, Place to, Options options, TreeOptions tree) implements Operation {}

    /// As rename within one target; across targets copy, verify by size and hash, then remove.
    record Move(Place from, Place to, Options options, TreeOptions tree) implements Operation {}

    /// @param parents missing ones too, and no complaint when it is there
    record MakeDirectory(Place place, boolean parents, OptionalInt permissions) implements Operation {}

    /// @param replace rename over what is there
    record Rename(Place from, RemotePath to, boolean replace) implements Operation {}

    record Remove(Place place) implements Operation {}

    record RemoveDirectory(Place place) implements Operation {}

    /// Everything below and the directory itself, never through links.
    record RemoveTree(Place place) implements Operation {}

    /// How many files and directories a [RemoveTree] would take.
    record CountTree(Place place) implements Operation {}

    /// @param mode `755`, `u+rwX,go-w`
    record ChangeMode(Place place, String mode, boolean recursive) implements Operation {}

    /// @param user, group numbers or names known there; empty leaves it
    record ChangeOwner(Place place, Optional<String> user, Optional<String> group, boolean recursive)
            implements Operation {}

    /// @param create make an empty file when there is none
    record SetTimes(Place place, Optional<Instant> accessed, Optional<Instant> modified, boolean create)
            implements Operation {}

    record Truncate(Place place, long size) implements Operation {}

    record MakeLink(Place link, RemotePath target, boolean symbolic) implements Operation {}

    /// @param algorithm `md5`, `sha1`, `sha256`, `sha512`
    record Checksum(Place place, String algorithm, boolean recursive) implements Operation {}

    /// Whether two files or trees hold the same.
    record Compare(Place left, Place right, boolean byContent) implements Operation {}

    /// @param depth directories deeper than this are only added up
    record DiskUsage(Place place, int depth) implements Operation {}

    record DiskSpace(Place place) implements Operation {}

    /// @param text only files that contain it
    record Find(
            Place place,
            Optional<String> name,
            OptionalLong minSize,
            OptionalLong maxSize,
            Optional<Duration> newer,
            Optional<String> type,
            Optional<String> text)
            implements Operation {}

    /// Everything that helps when a target behaves badly: algorithms, extensions, limits, round trip, rate,
    /// clock, advice.
    record Doctor(Target target) implements Operation {}

    /// Remembers a host's key.
    ///
    /// @param fingerprint the one that must be shown; empty asks
    record Trust(Target target, Optional<String> fingerprint, boolean replace) implements Operation {}

    /// Runs a command by the far side's shell.
    record Run(Where where, String command, Duration limit) implements Operation {}

    /// The caller's transfers that wait, run or are paused.
    record ListTransfers() implements Operation {}

    record SteerTransfer(String id, Steering steering) implements Operation {}

    /// Side files and journals that an interrupted transfer left.
    record ListLeftOvers(List<Place> places) implements Operation {}

    /// Removes what [ListLeftOvers] showed and is old enough.
    record CleanLeftOvers(List<Place> places) implements Operation {}

    /// What a hub is asked about itself; elsewhere there is nobody to answer.
    record Administer(Administration what) implements Operation {}

    /// What is done to a running transfer.
    enum Steering {
        PAUSE,
        RESUME,
        CANCEL
    }

    /// A place for a file on this machine, for messages.
    static Place local(Path path) {
        return Place.local(RemotePath.of(path.toString()));
    }
}
