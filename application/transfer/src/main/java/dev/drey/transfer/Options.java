package dev.drey.transfer;

import dev.drey.files.RemotePath;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How a file is to be moved. [#DEFAULTS] and one `with` for each concern.
///
/// @param replaceLinks a symbolic link under the final name is replaced itself; otherwise what it leads to is
/// @param tempDir where side files go, for folders that swallow every new name; same file system as the
/// destination
/// @param verify the SHA-256 read here must equal the one there before the new file gets its name
/// @param backup keep the replaced file under another name
/// @param createDirectories make missing parents of the destination
/// @param dryRun decide everything, change nothing
public record Options(
        Overwrite overwrite,
        Placement placement,
        boolean replaceLinks,
        Optional<RemotePath> tempDir,
        Resuming resuming,
        boolean verify,
        Keeping keeping,
        Optional<Backup> backup,
        boolean createDirectories,
        boolean syncEach,
        Pace pace,
        Priority priority,
        boolean dryRun) {

    public static final Options DEFAULTS = new Options(
            Overwrite.REPLACE,
            Placement.AUTO,
            false,
            Optional.empty(),
            Resuming.DEFAULTS,
            false,
            Keeping.DEFAULTS,
            Optional.empty(),
            false,
            false,
            Pace.DEFAULTS,
            Priority.NORMAL,
            false);

    /// What may be continued, and what is left to continue from.
    ///
    /// @param own take up our own interrupted work (a side file with its journal)
    /// @param finalNamed take up a shorter file under the final name as well; only when asked for
    /// @param keepPartial leave the side file when the transfer fails
    /// @param hint where the caller believes it stopped; never trusted, never a bound
    public record Resuming(boolean own, boolean finalNamed, boolean keepPartial, OptionalLong hint) {
        public static final Resuming DEFAULTS = new Resuming(true, false, true, OptionalLong.empty());
    }

    /// What of the source's attributes the destination gets.
    ///
    /// @param permissions exactly the source's; otherwise a new file gets the source's mode under the far umask
    /// and an old one keeps
    ///     its own
    /// @param owner by number, where allowed
    /// @param special setuid, setgid and sticky bits too
    /// @param mode, uid, gid asked for, before all else
    /// @param strict attributes that are refused fail the transfer; otherwise they are a warning
    public record Keeping(
            boolean times,
            boolean permissions,
            boolean owner,
            boolean special,
            OptionalInt mode,
            OptionalInt uid,
            OptionalInt gid,
            boolean strict) {
        public static final Keeping DEFAULTS = new Keeping(
                true, false, false, false, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), false);
    }

    /// The replaced file is kept as `.<name>.<UTC>.bak`.
    ///
    /// @param directory instead of the file's own
    /// @param keep how many of a name stay, the newest; 1 or more
    public record Backup(Optional<RemotePath> directory, int keep) {
        public static final Backup DEFAULTS = new Backup(Optional.empty(), 5);
    }

    public Options withOverwrite(Overwrite other) {
        return new Options(
                other,
                placement,
                replaceLinks,
                tempDir,
                resuming,
                verify,
                keeping,
                backup,
                createDirectories,
                syncEach,
                pace,
                priority,
                dryRun);
    }

    public Options withResuming(Resuming other) {
        return new Options(
                overwrite,
                placement,
                replaceLinks,
                tempDir,
                other,
                verify,
                keeping,
                backup,
                createDirectories,
                syncEach,
                pace,
                priority,
                dryRun);
    }

    public Options withVerify(boolean other) {
        return new Options(
                overwrite,
                placement,
                replaceLinks,
                tempDir,
                resuming,
                other,
                keeping,
                backup,
                createDirectories,
                syncEach,
                pace,
                priority,
                dryRun);
    }

    public Options withKeeping(Keeping other) {
        return new Options(
                overwrite,
                placement,
                replaceLinks,
                tempDir,
                resuming,
                verify,
                other,
                backup,
                createDirectories,
                syncEach,
                pace,
                priority,
                dryRun);
    }

    public Options withPace(Pace other) {
        return new Options(
                overwrite,
                placement,
                replaceLinks,
                tempDir,
                resuming,
                verify,
                keeping,
                backup,
                createDirectories,
                syncEach,
                other,
                priority,
                dryRun);
    }

    public Options withCreateDirectories(boolean other) {
        return new Options(
                overwrite,
                placement,
                replaceLinks,
                tempDir,
                resuming,
                verify,
                keeping,
                backup,
                other,
                syncEach,
                pace,
                priority,
                dryRun);
    }

    public Options withBackup(Backup other) {
        return new Options(
                overwrite,
                placement,
                replaceLinks,
                tempDir,
                resuming,
                verify,
                keeping,
                Optional.of(other),
                createDirectories,
                syncEach,
                pace,
                priority,
                dryRun);
    }
}
