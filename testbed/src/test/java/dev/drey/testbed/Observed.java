package dev.drey.testbed;

import java.util.Set;

/// Which test sees the effect of which option, field and directive. [ObservedTest] holds it against the program.
final class Observed {
    /// Those of every command stand without a command, as do those of the commands that carry files.
    static final String OPTIONS = """
        --archive = CliFilesIT#anArchivedTreeComesBackTheSame
        --backup = CliOptionsIT#aBackupKeepsWhatWasReplaced
        --backup-dir = CliOptionsIT#aBackupKeepsWhatWasReplaced
        --bwlimit = CliOptionsIT#aLimitIsKept
        --concurrency = CliPaceIT#asManyLargeFilesGoAtOnceAsConcurrencySays
        --config = CliWordsIT#helpAnotherConfigurationAndAnImportThatOnlyShows
        --create-directories = CliOptionsIT#missingDirectoriesAreMadeWhenParentsIsSaid
        --dry-run = CliOptionsIT#aDryRunDoesNothing
        --exclude = CliOptionsIT#patternsAgesSizesAndListsChooseWhatIsCarried
        --files-from = CliOptionsIT#patternsAgesSizesAndListsChooseWhatIsCarried
        --fsync = CliPaceIT#everyFileOfATreeIsSyncedWhenFsyncIsSaid
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
        --no-resume = CliPaceIT#workThatWasInterruptedIsContinuedUnlessSaidOtherwise
        --overwrite = CliOptionsIT#overwritePoliciesDecideWhatBecomesOfTheOldFile
        --preserve = CliOptionsIT#modesAreTheSourcesTheOldFilesOrTheOnesThatWereSaid
        --quiet = CliOptionsIT#quietSaysNothingAndALogFileTakesTheMessages
        --recursive = CliFilesIT#aDirectoryThatIsThereIsGoneIntoAsWithScp
        --replace-links = CliOptionsIT#replacedInPlaceItStaysTheSameFileAndALinkMayBeReplaced
        --resume = CliOptionsIT#aShorterFileUnderTheFinalNameIsTakenUpOnlyWhenAskedFor
        --retry-for = CliPaceIT#itIsTriedForAsLongAsRetryForSays
        --special = CliOptionsIT#setuidIsKeptOnlyWhenSpecialIsSaid
        --strict-attributes = CliPaceIT#anAttributeThatIsRefusedFailsOnlyWhenStrict
        --temp-dir = CliOptionsIT#unfinishedFilesLieInTheirFolderAndAreListed
        --verbose = CliOptionsIT#quietSaysNothingAndALogFileTakesTheMessages
        --verify = CliOptionsIT#verifySaysBySha256WhatWasCompared
        -4 = CliFieldsIT#aProxyCommandAndAnAddressFamilyAreUsed
        -6 = CliFieldsIT#aProxyCommandAndAnAddressFamilyAreUsed
        -C = CliOptionsIT#aJumpHostAndCompressionAreUsed
        -F = CliOptionsIT#aHostOfSshConfigAndAnotherSuchFileAreTargets
        -J = CliOptionsIT#aJumpHostAndCompressionAreUsed
        -P = CliBadInputIT#aWrongPortIsRefused
        -i = CliBadFilesIT#namesThatAreNoTextTravelUnderAnUrl
        -o = CliFieldsIT#algorithmsAndCompressionAreThoseThatWereSaid
        cat --length = CliFilesIT#catGivesExactlyTheBytesAndWriteTakesThem
        cat --offset = CliFilesIT#catGivesExactlyTheBytesAndWriteTakesThem
        cat --tail = CliFilesIT#catGivesExactlyTheBytesAndWriteTakesThem
        chmod --recursive = CliWordsIT#changesReachEverythingBelowWhenAsked
        chown --recursive = CliWordsIT#changesReachEverythingBelowWhenAsked
        compare --content = CliFilesIT#compareSaysWhatDiffersAndEndsWithOne
        demo --once = CliWordsIT#theDemonstrationEndsByItself
        df --human = CliWordsIT#sizesForPeopleDepthsAndOrders
        df --inodes = CliShellIT#numbersOfOwnersAndFilesAreShownOutsideTheShellToo
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
        ls --numeric = CliShellIT#numbersOfOwnersAndFilesAreShownOutsideTheShellToo
        ls --reverse = CliWordsIT#sizesForPeopleDepthsAndOrders
        audit --limit = HubCommandsIT#theAuditIsAskedByUserTargetPathTimeAndNumber
        audit --path = HubCommandsIT#theAuditIsAskedByUserTargetPathTimeAndNumber
        audit --since = HubCommandsIT#theAuditIsAskedByUserTargetPathTimeAndNumber
        audit --target = HubCommandsIT#theAuditIsAskedByUserTargetPathTimeAndNumber
        audit --user = HubCommandsIT#theAuditIsAskedByUserTargetPathTimeAndNumber
        port --close = HubCommandsIT#aKeptPortStaysUntilItIsClosed
        port --list = HubCommandsIT#aKeptPortStaysUntilItIsClosed
        port --persist = HubCommandsIT#aKeptPortStaysUntilItIsClosed
        port --port = HubCommandsIT#aKeptPortStaysUntilItIsClosed
        serve --check = HubCommandsIT#aHubTellsWhetherItCouldRun
        servers --hub = HubCommandsIT#serversOfTheHubComeAndGo
        servers --tag = HubCommandsIT#serversOfTheHubComeAndGo
        token --administer = HubCommandsIT#tokensHaveALabelRightsTargetsAnEndAndAreRevoked
        token --expires = HubCommandsIT#tokensHaveALabelRightsTargetsAnEndAndAreRevoked
        token --label = HubCommandsIT#tokensHaveALabelRightsTargetsAnEndAndAreRevoked
        token --rights = HubCommandsIT#tokensHaveALabelRightsTargetsAnEndAndAreRevoked
        token --target = HubCommandsIT#tokensHaveALabelRightsTargetsAnEndAndAreRevoked
        transfers --hub = HubCommandsIT#transfersOfTheHubAreListed
        user --admin = HubCommandsIT#theFirstAdminIsMadeThroughTheSocketAndComesInByKey
        user --none = HubCommandsIT#aUserSeesWhatIsGrantedUntilItIsTakenBack
        user --stdin = HubCommandsIT#aUserSeesWhatIsGrantedUntilItIsTakenBack
        mcp --print-config = McpWordsIT#printConfigShowsTheEntryForAClient
        mcp --read-only = McpWordsIT#aReadOnlyServerChangesNothing
        mcp --root = McpWordsIT#foldersAreThoseOfTheCommandLineOrTheConfigurationOrTheStart
        mkdir --mode = CliWordsIT#changesReachEverythingBelowWhenAsked
        mkdir --parents = CliFilesIT#theSmallCommandsDoWhatTheySay
        rename --replace = CliWordsIT#touchRenameRemoveAndStatListenToTheirOptions
        rm --force = CliWordsIT#touchRenameRemoveAndStatListenToTheirOptions
        rm --recursive = CliFilesIT#removingATreeNeedsAYesWhereNobodyCanBeAsked
        rm --yes = CliFilesIT#removingATreeNeedsAYesWhereNobodyCanBeAsked
        shell --batch = CliShellIT#aBatchEndsAtTheFirstFailureThatIsNotForgiven
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
        backoffMultiplier = CliPaceIT#triesAndTheirPausesAreAsTheFieldsSay
        bannedCiphers = CliFieldsIT#algorithmsAndCompressionAreThoseThatWereSaid
        basePath = CliFilesIT#putAndGetCarryAFileWithItsTimeAndSayNothingOnStdout
        certificate = SshAuthIT#aUserCertificateLetsUsIn
        checksumVerification = CliFieldsIT#timesModesAndChecksFollowTheServersDefaults
        chunkSize = CliPaceIT#requestsAreAsLongAsChunkSizeSays
        cipher = CliFieldsIT#algorithmsAndCompressionAreThoseThatWereSaid
        compression = CliFieldsIT#algorithmsAndCompressionAreThoseThatWereSaid
        concurrency = CliPaceIT#asManyLargeFilesGoAtOnceAsConcurrencySays
        confine = CliFieldsIT#aConfinedTargetShowsNothingOutside
        connectionTimeout = SshFailuresIT#aFullBacklogTimesOut
        hmac = CliFieldsIT#algorithmsAndCompressionAreThoseThatWereSaid
        host = CliFilesIT#putAndGetCarryAFileWithItsTimeAndSayNothingOnStdout
        hostKeyAlias = CliFieldsIT#keysVendorsAndNamesAreChecked
        hostVerification = CliFieldsIT#hostKeysAreTakenAsThePolicySays
        identitiesOnly = SshAuthIT#withIdentitiesOnlyTheAgentOffersNothingElse
        initialDelay = CliPaceIT#triesAndTheirPausesAreAsTheFieldsSay
        keepAliveCountMax = SshFailuresIT#aFrozenPeerIsGivenUp
        keepAliveInterval = SshFailuresIT#aFrozenPeerIsGivenUp
        kex = CliFieldsIT#algorithmsAndCompressionAreThoseThatWereSaid
        knownHostsFile = CliFilesIT#putAndGetCarryAFileWithItsTimeAndSayNothingOnStdout
        maxAttempts = CliPaceIT#triesAndTheirPausesAreAsTheFieldsSay
        maxAuthAttempts = SshAuthIT#aPersonIsAskedAsOftenAsAllowedAndOfferedKeysDoNotCount
        maxConnections = CliPaceIT#noMoreConnectionsAreMadeThanMaxConnectionsSays
        maxDelay = CliPaceIT#triesAndTheirPausesAreAsTheFieldsSay
        packetSize = CliPaceIT#theServerMaySendPacketsAsLongAsPacketSizeSays
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
        resumeSupport = CliPaceIT#workThatWasInterruptedIsContinuedUnlessSaidOtherwise
        serverHostKey = CliFieldsIT#algorithmsAndCompressionAreThoseThatWereSaid
        sftpServer = CliFieldsIT#anotherCommandMayBeTheSftpServer
        strictHostKeyChecking = CliFieldsIT#hostKeysAreTakenAsThePolicySays
        strictVendorChecking = CliFieldsIT#keysVendorsAndNamesAreChecked
        transferTimeout = CliPaceIT#aTransferEndsWhenItsTimeIsOver
        username = CliFilesIT#putAndGetCarryAFileWithItsTimeAndSayNothingOnStdout
        vendors = CliFieldsIT#keysVendorsAndNamesAreChecked
        windowSize = CliPaceIT#noMoreIsUnderWayThanWindowSizeSays
        """;

    /// What a directive comes to is compared with `ssh -G` besides, of the very same words ([SshConfigIT]).
    static final String DIRECTIVES = """
        AddressFamily = SshConfigServerIT#hostsAreFoundWhereverTheFileSpeaksOfThem
        BatchMode = SshConfigServerIT#aPersonIsAskedAsOftenAsTheFileSaysAndNotAtAllInABatch
        CertificateFile = SshConfigServerIT#keysCertificatesAndAgentsAreThoseOfTheFile
        Ciphers = SshConfigServerIT#algorithmsAreThoseOfTheFile
        Compression = SshConfigServerIT#algorithmsAreThoseOfTheFile
        ConnectTimeout = SshConfigServerIT#aServerThatSaysNothingIsLeftAfterConnectTimeout
        GlobalKnownHostsFile = SshConfigServerIT#hostKeysAreLookedUpAndRememberedAsTheFileSays
        HashKnownHosts = SshConfigServerIT#hostKeysAreLookedUpAndRememberedAsTheFileSays
        Host = CliOptionsIT#aHostOfSshConfigAndAnotherSuchFileAreTargets
        HostKeyAlgorithms = SshConfigServerIT#algorithmsAreThoseOfTheFile
        HostKeyAlias = SshConfigServerIT#hostKeysAreLookedUpAndRememberedAsTheFileSays
        HostName = CliOptionsIT#aHostOfSshConfigAndAnotherSuchFileAreTargets
        IdentitiesOnly = SshConfigServerIT#keysCertificatesAndAgentsAreThoseOfTheFile
        IdentityAgent = SshConfigServerIT#keysCertificatesAndAgentsAreThoseOfTheFile
        IdentityFile = CliOptionsIT#aHostOfSshConfigAndAnotherSuchFileAreTargets
        IgnoreUnknown = SshConfigServerIT#hostsAreFoundWhereverTheFileSpeaksOfThem
        Include = SshConfigServerIT#hostsAreFoundWhereverTheFileSpeaksOfThem
        KbdInteractiveAuthentication = SshConfigServerIT#onlyTheWaysToLogInThatTheFileLeavesAreTried
        KexAlgorithms = SshConfigServerIT#algorithmsAreThoseOfTheFile
        MACs = SshConfigServerIT#algorithmsAreThoseOfTheFile
        Match = SshConfigServerIT#hostsAreFoundWhereverTheFileSpeaksOfThem
        NumberOfPasswordPrompts = SshConfigServerIT#aPersonIsAskedAsOftenAsTheFileSaysAndNotAtAllInABatch
        PasswordAuthentication = SshConfigServerIT#onlyTheWaysToLogInThatTheFileLeavesAreTried
        Port = CliOptionsIT#aHostOfSshConfigAndAnotherSuchFileAreTargets
        PreferredAuthentications = SshConfigServerIT#onlyTheWaysToLogInThatTheFileLeavesAreTried
        ProxyCommand = SshConfigServerIT#aJumpAndACommandAreTheWayThere
        ProxyJump = SshConfigServerIT#aJumpAndACommandAreTheWayThere
        PubkeyAuthentication = SshConfigServerIT#onlyTheWaysToLogInThatTheFileLeavesAreTried
        ServerAliveCountMax = SshConfigServerIT#aSilentServerIsAskedAsOftenAsTheFileSays
        ServerAliveInterval = SshConfigServerIT#aSilentServerIsAskedAsOftenAsTheFileSays
        StrictHostKeyChecking = SshConfigServerIT#hostKeysAreLookedUpAndRememberedAsTheFileSays
        User = CliOptionsIT#aHostOfSshConfigAndAnotherSuchFileAreTargets
        UserKnownHostsFile = SshConfigServerIT#hostKeysAreLookedUpAndRememberedAsTheFileSays
        """;

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
