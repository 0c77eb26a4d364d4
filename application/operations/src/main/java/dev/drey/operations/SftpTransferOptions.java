package dev.drey.operations;

import dev.drey.transfer.Options;
import dev.drey.transfer.Overwrite;
import dev.drey.transfer.Pace;
import dev.drey.transfer.TreeOptions;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How a file or tree is moved, named as the reference names it.
///
/// @param concurrency large files at once
/// @param chunkSize bytes of one request; 0 adapts
/// @param overwrite true replaces; false is ALREADY_EXISTS
/// @param resume also take up a shorter file under the final name
/// @param backup keep what is replaced
public record SftpTransferOptions(
        int concurrency,
        int chunkSize,
        boolean preserveTimestamps,
        boolean preservePermissions,
        boolean resumeSupport,
        boolean checksumVerification,
        boolean overwrite,
        boolean resume,
        boolean backup,
        List<String> includePatterns,
        List<String> excludePatterns) {

    public static final SftpTransferOptions DEFAULTS =
            new SftpTransferOptions(8, 0, true, false, true, false, true, false, false, List.of(), List.of());

    public SftpTransferOptions {
        includePatterns = List.copyOf(includePatterns);
        excludePatterns = List.copyOf(excludePatterns);
    }

    Options options() {
        Options usual = Options.DEFAULTS;
        Pace pace = new Pace(
                usual.pace().bandwidth(),
                concurrency,
                chunkSize == 0 ? OptionalInt.empty() : OptionalInt.of(chunkSize),
                OptionalLong.empty(),
                usual.pace().limit(),
                usual.pace().retry());
        Options.Keeping keeping = new Options.Keeping(
                preserveTimestamps,
                preservePermissions,
                false,
                false,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false);
        Options said = usual.withPace(pace)
                .withKeeping(keeping)
                .withVerify(checksumVerification)
                .withOverwrite(overwrite ? Overwrite.REPLACE : Overwrite.FAIL)
                .withResuming(new Options.Resuming(resumeSupport, resume, true, OptionalLong.empty()));
        return backup ? said.withBackup(Options.Backup.DEFAULTS) : said;
    }

    TreeOptions tree() {
        TreeOptions.Selection all = TreeOptions.Selection.ALL;
        return new TreeOptions(
                TreeOptions.DEFAULTS.links(),
                new TreeOptions.Selection(
                        includePatterns,
                        excludePatterns,
                        all.only(),
                        all.minAge(),
                        all.maxAge(),
                        all.minSize(),
                        all.maxSize()),
                true);
    }
}
