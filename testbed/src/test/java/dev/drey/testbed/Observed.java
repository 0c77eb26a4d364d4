package dev.drey.testbed;

import java.util.Map;
import java.util.Set;

/// Which test sees the effect of which option, field and directive. [ObservedTest] holds it against the program.
final class Observed {
    /// Those of every command stand without a command, as do those of the commands that carry files.
    static final String OPTIONS = """
        --archive = CliFilesIT#anArchivedTreeComesBackTheSame
        --backup = CliOptionsIT#aBackupKeepsWhatWasReplaced
        --backup-dir = CliOptionsIT#aBackupKeepsWhatWasReplaced
        --bwlimit = CliOptionsIT#aLimitIsKept
        --concurrency = -
        --config = CliWordsIT#helpAnotherConfigurationAndAnImportThatOnlyShows
        --create-directories = CliOptionsIT#missingDirectoriesAreMadeWhenParentsIsSaid
        --dry-run = CliOptionsIT#aDryRunDoesNothing
        --exclude = CliOptionsIT#patternsAgesSizesAndListsChooseWhatIsCarried
        --files-from = CliOptionsIT#patternsAgesSizesAndListsChooseWhatIsCarried
        --fsync = -
        --help = CliWordsIT#helpAnotherConfigurationAndAnImportThatOnlyShows
        --in-place = CliOptionsIT#replacedInPlaceItStaysTheSameFileAndALinkMayBeReplaced
        --include = CliOptionsIT#patternsAgesSizesAndListsChooseWhatIsCarried
        --json = CliOptionsIT#jsonEndsWithASummaryAndHoldsNothingElse
        --links = CliOptionsIT#linksAreCopiedSkippedOrFollowed
        --log-file = CliOptionsIT#quietSaysNothingAndALogFileTakesTheMessages
        --max-age = CliOptionsIT#patternsAgesSizesAndListsChooseWhatIsCarried
        --max-size = CliOptionsIT#patternsAgesSizesAndListsChooseWhatIsCarried
        --min-age = CliOptionsIT#patternsAgesSizesAndListsChooseWhatIsCarried
        --min-size = CliOptionsIT#patternsAgesSizesAndListsChooseWhatIsCarried
        --mode = CliOptionsIT#modesAreTheSourcesTheOldFilesOrTheOnesThatWereSaid
        --no-glob = CliFilesIT#globsOfTheServerAreExpandedAndCanBeSwitchedOff
        --no-resume = -
        --overwrite = CliOptionsIT#overwritePoliciesDecideWhatBecomesOfTheOldFile
        --preserve = CliOptionsIT#modesAreTheSourcesTheOldFilesOrTheOnesThatWereSaid
        --priority = -
        --quiet = CliOptionsIT#quietSaysNothingAndALogFileTakesTheMessages
        --recursive = CliFilesIT#aDirectoryThatIsThereIsGoneIntoAsWithScp
        --replace-links = CliOptionsIT#replacedInPlaceItStaysTheSameFileAndALinkMayBeReplaced
        --resume = CliOptionsIT#aShorterFileUnderTheFinalNameIsTakenUpOnlyWhenAskedFor
        --retry-for = -
        --special = CliOptionsIT#setuidIsKeptOnlyWhenSpecialIsSaid
        --strict-attributes = -
        --temp-dir = CliOptionsIT#unfinishedFilesLieInTheirFolderAndAreListed
        --verbose = CliOptionsIT#quietSaysNothingAndALogFileTakesTheMessages
        --verify = CliOptionsIT#verifySaysBySha256WhatWasCompared
        -4 = CliFieldsIT#aProxyCommandAndAnAddressFamilyAreUsed
        -6 = CliFieldsIT#aProxyCommandAndAnAddressFamilyAreUsed
        -C = CliOptionsIT#aJumpHostAndCompressionAreUsed
        -F = CliOptionsIT#aHostOfSshConfigAndAnotherSuchFileAreTargets
        -J = CliOptionsIT#aJumpHostAndCompressionAreUsed
        -P = CliBadInputIT#aWrongPortIsRefused
        -i = CliBadInputIT#namesThatAreNoTextTravelUnderAnUrl
        -o = CliFieldsIT#algorithmsAndCompressionAreThoseThatWereSaid
        cat --length = CliFilesIT#catGivesExactlyTheBytesAndWriteTakesThem
        cat --offset = CliFilesIT#catGivesExactlyTheBytesAndWriteTakesThem
        cat --tail = CliFilesIT#catGivesExactlyTheBytesAndWriteTakesThem
        chmod --recursive = CliWordsIT#changesReachEverythingBelowWhenAsked
        chown --recursive = CliWordsIT#changesReachEverythingBelowWhenAsked
        compare --content = CliFilesIT#compareSaysWhatDiffersAndEndsWithOne
        demo --once = CliWordsIT#theDemonstrationEndsByItself
        df --human = CliWordsIT#sizesForPeopleDepthsAndOrders
        du --human = CliWordsIT#sizesForPeopleDepthsAndOrders
        du --max-depth = CliWordsIT#sizesForPeopleDepthsAndOrders
        find --name = CliFilesIT#findLooksByNameSizeAgeTypeAndText
        find --newer = CliFilesIT#findLooksByNameSizeAgeTypeAndText
        find --size = CliFilesIT#findLooksByNameSizeAgeTypeAndText
        find --text = CliFilesIT#findLooksByNameSizeAgeTypeAndText
        find --type = CliFilesIT#findLooksByNameSizeAgeTypeAndText
        ln --symbolic = CliFilesIT#theSmallCommandsDoWhatTheySay
        ls --all = CliFilesIT#listingsShowWhatIsThere
        ls --by-size = CliFilesIT#listingsShowWhatIsThere
        ls --by-time = CliWordsIT#sizesForPeopleDepthsAndOrders
        ls --human = CliWordsIT#sizesForPeopleDepthsAndOrders
        ls --long = CliFilesIT#listingsShowWhatIsThere
        ls --recursive = CliFilesIT#listingsShowWhatIsThere
        ls --reverse = CliWordsIT#sizesForPeopleDepthsAndOrders
        mkdir --mode = CliWordsIT#changesReachEverythingBelowWhenAsked
        mkdir --parents = CliFilesIT#theSmallCommandsDoWhatTheySay
        rename --replace = CliWordsIT#touchRenameRemoveAndStatListenToTheirOptions
        rm --force = CliWordsIT#touchRenameRemoveAndStatListenToTheirOptions
        rm --recursive = CliFilesIT#removingATreeNeedsAYesWhereNobodyCanBeAsked
        rm --yes = CliFilesIT#removingATreeNeedsAYesWhereNobodyCanBeAsked
        servers --dry-run = CliWordsIT#helpAnotherConfigurationAndAnImportThatOnlyShows
        stat --dereference = CliWordsIT#touchRenameRemoveAndStatListenToTheirOptions
        sum --algorithm = CliFilesIT#sumsAreThoseOfSha256sum
        sum --recursive = CliFilesIT#sumsAreThoseOfSha256sum
        touch --date = CliWordsIT#touchRenameRemoveAndStatListenToTheirOptions
        touch --no-create = CliWordsIT#touchRenameRemoveAndStatListenToTheirOptions
        transfers --yes = CliOptionsIT#unfinishedFilesLieInTheirFolderAndAreListed
        tree --all = CliWordsIT#sizesForPeopleDepthsAndOrders
        tree --max-depth = CliWordsIT#sizesForPeopleDepthsAndOrders
        trust --fingerprint = CliWordsIT#keysAreTrustedByFingerprintAndReplaced
        trust --replace = CliWordsIT#keysAreTrustedByFingerprintAndReplaced
        write --sha256 = CliFilesIT#writeCommitsOnlyWhatHasTheSizeAndHashThatWereSaid
        write --size = CliFilesIT#writeCommitsOnlyWhatHasTheSizeAndHashThatWereSaid
        """;

    /// Fields that shape the dialling alone are seen by the tests of that room, the others by the program's.
    static final String FIELDS = """
        addressFamily = CliFieldsIT#aProxyCommandAndAnAddressFamilyAreUsed
        agent = SshAuthIT#theAgentLetsUsIn
        agentForward = SshAuthIT#theAgentIsForwardedToCommandsOnlyWhenAskedFor
        allowInsecureConnection = CliFieldsIT#hostKeysAreTakenAsThePolicySays
        backoffMultiplier = -
        bannedCiphers = CliFieldsIT#algorithmsAndCompressionAreThoseThatWereSaid
        basePath = CliFilesIT#putAndGetCarryAFileWithItsTimeAndSayNothingOnStdout
        certificate = SshAuthIT#aUserCertificateLetsUsIn
        checksumVerification = CliFieldsIT#timesModesAndChecksFollowTheServersDefaults
        chunkSize = -
        cipher = CliFieldsIT#algorithmsAndCompressionAreThoseThatWereSaid
        compression = CliFieldsIT#algorithmsAndCompressionAreThoseThatWereSaid
        concurrency = -
        confine = CliFieldsIT#aConfinedTargetShowsNothingOutside
        connectionTimeout = SshFailuresIT#aFullBacklogTimesOut
        hmac = CliFieldsIT#algorithmsAndCompressionAreThoseThatWereSaid
        host = CliFilesIT#putAndGetCarryAFileWithItsTimeAndSayNothingOnStdout
        hostKeyAlias = CliFieldsIT#keysVendorsAndNamesAreChecked
        hostVerification = CliFieldsIT#hostKeysAreTakenAsThePolicySays
        identitiesOnly = SshAuthIT#withIdentitiesOnlyTheAgentOffersNothingElse
        initialDelay = -
        keepAliveCountMax = SshFailuresIT#aFrozenPeerIsGivenUp
        keepAliveInterval = SshFailuresIT#aFrozenPeerIsGivenUp
        kex = CliFieldsIT#algorithmsAndCompressionAreThoseThatWereSaid
        knownHostsFile = CliFilesIT#putAndGetCarryAFileWithItsTimeAndSayNothingOnStdout
        maxAttempts = -
        maxAuthAttempts = SshAuthIT#aPersonIsAskedAsOftenAsAllowedAndOfferedKeysDoNotCount
        maxConnections = -
        maxDelay = -
        packetSize = -
        passphrase = CliBadInputIT#aWrongPassphraseNamesTheKey
        password = CliBadInputIT#aWrongPasswordIsAnAuthenticationFailureAndNeverShown
        port = CliFilesIT#putAndGetCarryAFileWithItsTimeAndSayNothingOnStdout
        preservePermissions = CliFieldsIT#timesModesAndChecksFollowTheServersDefaults
        preserveTimestamps = CliFieldsIT#timesModesAndChecksFollowTheServersDefaults
        privateKey = CliFilesIT#putAndGetCarryAFileWithItsTimeAndSayNothingOnStdout
        proxyCommand = CliFieldsIT#aProxyCommandAndAnAddressFamilyAreUsed
        proxyJump = CliOptionsIT#aJumpHostAndCompressionAreUsed
        readyTimeout = SshFailuresIT#aServerThatStopsAfterItsVersionTimesOut
        requiredServerHostKeyAlgs = CliFieldsIT#keysVendorsAndNamesAreChecked
        resumeSupport = -
        serverHostKey = CliFieldsIT#algorithmsAndCompressionAreThoseThatWereSaid
        sftpServer = CliFieldsIT#anotherCommandMayBeTheSftpServer
        strictHostKeyChecking = CliFieldsIT#hostKeysAreTakenAsThePolicySays
        strictVendorChecking = CliFieldsIT#keysVendorsAndNamesAreChecked
        transferTimeout = -
        username = CliFilesIT#putAndGetCarryAFileWithItsTimeAndSayNothingOnStdout
        vendors = CliFieldsIT#keysVendorsAndNamesAreChecked
        windowSize = -
        """;

    /// What a directive comes to is compared with `ssh -G`, of the very same words.
    static final String DIRECTIVES = """
        CertificateFile = SshConfigIT#aHostResolvesAsInOpenSsh
        Ciphers = SshConfigIT#aHostResolvesAsInOpenSsh
        Compression = SshConfigIT#aHostResolvesAsInOpenSsh
        ConnectTimeout = SshConfigIT#aHostResolvesAsInOpenSsh
        GlobalKnownHostsFile = SshConfigIT#aHostResolvesAsInOpenSsh
        HashKnownHosts = SshConfigIT#aHostResolvesAsInOpenSsh
        Host = CliOptionsIT#aHostOfSshConfigAndAnotherSuchFileAreTargets
        HostKeyAlgorithms = SshConfigIT#aHostResolvesAsInOpenSsh
        HostKeyAlias = SshConfigIT#aHostResolvesAsInOpenSsh
        HostName = CliOptionsIT#aHostOfSshConfigAndAnotherSuchFileAreTargets
        IdentitiesOnly = SshConfigIT#aHostResolvesAsInOpenSsh
        IdentityAgent = SshConfigIT#aHostResolvesAsInOpenSsh
        IdentityFile = CliOptionsIT#aHostOfSshConfigAndAnotherSuchFileAreTargets
        IgnoreUnknown = SshConfigIT#aHostResolvesAsInOpenSsh
        Include = SshConfigIT#aHostResolvesAsInOpenSsh
        KexAlgorithms = SshConfigIT#aHostResolvesAsInOpenSsh
        MACs = SshConfigIT#aHostResolvesAsInOpenSsh
        Match = SshConfigIT#aHostResolvesAsInOpenSsh
        Port = CliOptionsIT#aHostOfSshConfigAndAnotherSuchFileAreTargets
        ProxyCommand = SshConfigIT#proxyCommandsExpandAsWhenOpenSshRunsThem
        ProxyJump = SshConfigIT#aHostResolvesAsInOpenSsh
        ServerAliveCountMax = SshConfigIT#aHostResolvesAsInOpenSsh
        ServerAliveInterval = SshConfigIT#aHostResolvesAsInOpenSsh
        StrictHostKeyChecking = SshConfigIT#aHostResolvesAsInOpenSsh
        User = CliOptionsIT#aHostOfSshConfigAndAnotherSuchFileAreTargets
        UserKnownHostsFile = CliOptionsIT#aHostOfSshConfigAndAnotherSuchFileAreTargets
        """;

    /// What no test sees at a real server yet, and why.
    static final Map<String, String> NOT_YET = Map.ofEntries(
            Map.entry("--concurrency", "how many files go at once is seen in the transfer room alone"),
            Map.entry("--fsync", "a server does not tell that it was asked to sync"),
            Map.entry("--no-resume", "only that resuming is the default is seen"),
            Map.entry("--priority", "order under load is seen in the transfer room alone"),
            Map.entry("--retry-for", "its limit is ten minutes, and shorter ones are seen in the transfer room alone"),
            Map.entry("--strict-attributes", "no server here refuses attributes"),
            Map.entry("backoffMultiplier", "pauses are not measured at a server yet"),
            Map.entry("chunkSize", "sizes of requests are not seen from outside"),
            Map.entry("concurrency", "as --concurrency"),
            Map.entry("initialDelay", "pauses are not measured at a server yet"),
            Map.entry("maxAttempts", "attempts are not counted at a server yet"),
            Map.entry("maxConnections", "how many connections are open is not counted at a server yet"),
            Map.entry("maxDelay", "pauses are not measured at a server yet"),
            Map.entry("packetSize", "sizes of requests are not seen from outside"),
            Map.entry("resumeSupport", "as --no-resume"),
            Map.entry("transferTimeout", "a whole transfer's limit is seen in the transfer room alone"),
            Map.entry("windowSize", "sizes of requests are not seen from outside"));

    private static final Set<String> COMMON = Set.of(
            "--help",
            "--config",
            "--json",
            "--quiet",
            "--verbose",
            "--log-file",
            "-4",
            "-6",
            "-C",
            "-F",
            "-J",
            "-P",
            "-i",
            "-o",
            "--no-glob");

    private static final Set<String> CARRYING = Set.of("put", "get", "cp", "mv", "write");

    private Observed() {}

    /// Whether the option means the same in every command that has it.
    static boolean isShared(String command, String option) {
        return COMMON.contains(option) || CARRYING.contains(command);
    }
}
