package dev.drey.testbed;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What people and machines get wrong, and the tests that see what becomes of it. [BadInputTest] holds it
/// against the tests.
///
/// Every test here asserts which failure it is, its limit of time, that the old file is what it was, and
/// that no thread, process, open file or side file is left over, the server's included: by [CliMishaps]
/// and [McpMishaps] for the program, by [Aftermath] for the engine, and by [Leftovers] itself for kills
/// and hostile names.
final class BadInput {
    static final String ITEMS = """
        wrong host = CliBadInputIT#aWrongHostIsNotFound
        wrong port = CliBadInputIT#aWrongPortIsRefused
        wrong key = CliBadInputIT#aWrongKeyIsAnAuthenticationFailure CliBadInputIT#aMissingKeyFileIsNamed
        wrong password = CliBadInputIT#aWrongPasswordIsAnAuthenticationFailureAndNeverShown
        wrong passphrase = CliBadInputIT#aWrongPassphraseNamesTheKey
        unknown host key = CliBadInputIT#anUnknownHostKeyIsRefusedWithTheLineThatTrustsIt
        changed host key = CliBadInputIT#aChangedHostKeyIsRefusedWithBothFingerprints
        no sftp subsystem = CliBadInputIT#aServerWithoutSftpSaysSo BadServersIT#aSubsystemThatIsNoSftpServerIsSaidToBeNone
        unreadable source = CliBadFilesIT#whatMayNotBeReadIsDenied CliBadFilesIT#whatIsNotThereIsNotFound
        unwritable target = CliBadFilesIT#whatMayNotBeWrittenIsDenied
        missing directory = CliBadFilesIT#aMissingDirectoryIsToldWithTheOptionThatMakesIt
        full disk there = CliBadFilesIT#aFullDiskKeepsTheOldFileAndSaysHowMuchIsMissing BadServersIT#aDiskThatFillsUpMidwaySaysWhatIsKeptWhere
        full disk here = CliBadFilesIT#aFullDiskHereKeepsTheOldFileToo BadServersIT#aDiskThatFillsUpMidwaySaysWhatIsKeptWhere
        a directory where a file should be, and the other way round = CliBadFilesIT#aDirectoryWhereAFileShouldBeAndTheOtherWayRound
        a FIFO = CliBadFilesIT#aFifoNeverHangs
        names with spaces, quotes, newlines, emoji, a colon, of 255 bytes = CliBadFilesIT#oddNamesTravelBothWays
        names of invalid UTF-8 = CliBadFilesIT#namesThatAreNoTextTravelUnderAnUrl
        a target name mistyped = CliBadInputIT#aMistypedTargetIsToldWithTheNearestNames
        a symlink replaced = CliBadFilesIT#aLinkIsKeptAndWhatItLeadsToReplaced
        a hard link replaced = CliBadFilesIT#hardLinksStayTogether
        a 0600 file replaced = CliBadFilesIT#aPrivateFileStaysPrivate
        a foreign owner's file replaced = CliBadFilesIT#aForeignOwnerIsKept
        a file that grows or shrinks while it is sent = CliBadFilesIT#aFileThatShrinksOrGrowsWhileItIsSentNeverGetsTheName
        a server that dies = CliBadInputIT#aServerThatDiesAndComesBackIsNoFailure CliBadInputIT#aServerThatStaysDeadIsToldWithWhatIsKept BadServersIT#aServerThatDiesIsLostAndTheNextRunGoesOn
        a server that stalls = CliBadInputIT#aServerThatStallsIsGivenUpByItsKeepAlives BadServersIT#aServerThatStallsIsATimeOutAndTheNextRunGoesOn
        a server that sends short reads = BadServersIT#aServerOfShortReadsIsAskedForTheTails
        a server that replies out of order = BadServersIT#aServerThatAnswersOutOfOrderIsUnderstood
        a server that refuses channels = BadServersIT#aServerThatRefusesChannelsIsServedByTheOneThatThereIs
        a server that refuses attributes = BadServersIT#aServerThatRefusesAttributesGetsTheBytesAndAWarning BadServersIT#aServerThatRefusesAttributesFailsWhoIsStrict
        a server that refuses posix-rename = BadServersIT#withoutRenamingOverTheOldFileIsReplacedInThreeSteps
        a server that sends garbage = BadServersIT#aServerThatSendsGarbageIsAProtocolErrorAndTheNextRunIsRight
        a server that sends hostile names = BadServersIT#aHostileServersNamesAreRefusedEachWithItsCode
        two runs of the same job at once = CliBadFilesIT#twoRunsOfTheSameJobAtOnceDoNotMix
        kill -9 of either end = KillsIT#aPutThatWasKilledGoesOnWhereItWas KillsIT#aGetThatWasKilledGoesOnWhereItWas
        """;

    /// What assistants get wrong.
    static final String OF_ASSISTANTS = """
        unknown tool = McpBadInputIT#anUnknownToolIsRefusedWithTheNearestOne
        unknown argument = McpBadInputIT#anUnknownArgumentIsNamedAndNothingIsDone
        wrong type = McpBadInputIT#aValueOfAnotherTypeIsRefusedAndNotQuoted
        missing session = McpBadInputIT#aMissingSessionIsTold
        a session of another owner = McpBadInputIT#aSessionOfAnotherOwnerIsNoSession
        a path outside the roots = McpBadInputIT#aPathOutsideTheRootsIsDeniedAlsoThroughPlantedLinks
        a root of the whole disk = McpBadInputIT#aRootOfTheWholeDiskIsRefused
        a text that is not UTF-8 = McpBadInputIT#aTextThatIsNotUtf8IsNeverTakenForOne
        a line over 16 MiB = McpBadInputIT#aLineOverSixteenMebibytesIsLeftOut
        a thousand calls at once = McpBadInputIT#aThousandCallsAtOnceAreAllAnswered
        cancel of a finished call = McpBadInputIT#aCancelOfWhatHasEndedChangesNothing
        a stale version = McpBadInputIT#aStaleVersionIsAConflictThatHasTheNewOne
        a stale consent token = McpBadInputIT#aStaleConsentTokenIsAConflict
        the server killed in the middle of a put = McpBadInputIT#aServerKilledInTheMiddleOfAPutLosesNothing
        variables, files or loosened security in arguments = McpBadInputIT#whatACallerMaySayOfSecurityIsLiteralAndNeverLooser
        """;

    /// What happens at the door of a hub and behind it.
    static final String AT_THE_DOOR = """
        a target that nobody has, at the door = DoorMishapsIT#aTargetThatNobodyHasIsNotFound
        a target that is offline, at the door = DoorMishapsIT#aServerThatCannotBeReachedIsListedAndSaysSo
        a server that dies behind the door = DoorMishapsIT#aServerThatDiesInTheMiddleOfAReadEndsItWithAnError DoorMishapsIT#aServerThatDiesInTheMiddleOfAWriteEndsItWithAnError DoorMishapsIT#aServerThatDiesUnderDreysOwnPutKeepsTheOldFileAndWhatWasSent
        kill -9 of the hub = DoorMishapsIT#aHubThatIsKilledInTheMiddleOfAPutLosesNothing
        SIGTERM while something is transferred = DoorMishapsIT#aHubThatIsToldToStopEndsTransfersAfterAMomentAndItself
        SIGHUP with a good and with a bad file = DoorMishapsIT#aChangedConfigurationIsTakenUpWithoutEndingAnybody DoorMishapsIT#aConfigurationWithAMistakeLeavesTheHubAsItWas
        """;

    /// What happens to what a hub keeps.
    static final String TO_THE_STORE = """
        a database that is locked = HubStoreMishapsIT#aDatabaseThatIsLockedIsBusyAndWorksAgain HubStoreMishapsIT#aSecondHubIsToldWhoHasTheDatabase
        a database that is full = HubStoreMishapsIT#aFullDiskIsSaidAndLosesNothing
        a database that is corrupt = HubStoreMishapsIT#aCorruptDatabaseIsNamedAndLeftAlone
        a database that is newer = HubStoreMishapsIT#aNewerDatabaseIsRefusedAndLeftAlone
        a database where none can be = HubStoreMishapsIT#aDatabaseWhereNoneCanBeIsSaid
        kill -9 of the hub while it writes its database = HubStoreMishapsIT#whatWasKeptIsThereAfterAKillInMidWrite
        """;

    /// What strangers and broken clients do to a listener.
    static final String OF_STRANGERS = """
        something else than SSH = ListenerBadInputIT#whatIsNotSshIsTurnedAwayAtOnce
        a name of a megabyte = ListenerBadInputIT#aNameOfAMegabyteIsTurnedAwayAtOnce
        packets of impossible lengths = ListenerBadInputIT#lengthsThatCannotBeEndTheConnection
        messages out of turn = ListenerBadInputIT#messagesOutOfTurnEndTheConnection
        more passwords than may be tried, in one piece = ListenerBadInputIT#noMoreIsTriedThanMayBeEvenInOnePiece
        a service asked for twice = ListenerBadInputIT#askingForAServiceOnceMoreGivesNoMoreTries
        a service asked for after login = ListenerBadInputIT#askingForAServiceAfterLoginEndsTheConnectionWithAllThatBelongsToIt
        a bit turned on the way = ListenerBadInputIT#aBitThatIsTurnedOnTheWayEndsTheConnection
        a login that never comes = ListenerBadInputIT#whoNeverLogsInIsSentAwayInTime
        thousands of slow sockets = ListenerSiegeIT#anHonestLoginTakesLessThanTwoSecondsMeanwhile
        a flood whose answers nobody fetches = ListenerBadInputIT#aStrangerWhoFloodsAndFetchesNothingIsHeldUpAndSentAway
        a client that fetches nothing = ListenerBadInputIT#aGuestWhoFetchesNothingIsEndedByTheLimit
        a hundred failed logins = ListenerBadInputIT#aHundredFailedLoginsLeaveNothing
        """;

    /// What clients get wrong at our SFTP server.
    static final String OF_THE_SERVER = """
        a packet that lacks its parts = ServerBadInputIT#aPacketThatLacksItsPartsEndsTheChannelAndClosesWhatIsOpen
        a packet that is too large = ServerBadInputIT#aPacketThatIsTooLargeEndsTheChannel ServerBadInputIT#aPacketOfThreeHundredKibibytesIsNotTooLarge
        a packet that is cut off = ServerBadInputIT#halfAPacketIsNeverActedUpon
        a packet of an unknown type = ServerBadInputIT#unknownTypesAreUnsupportedAndTheTalkGoesOn
        a packet out of order = ServerBadInputIT#aReplyThatComesAsARequestEndsTheChannel ServerBadInputIT#aRequestBeforeInitEndsTheChannel
        a length that lies = ServerBadInputIT#lengthsThatLieEndTheChannel
        two greetings = ServerBadInputIT#aSecondInitEndsTheChannel
        a greeting of another version = ServerBadInputIT#otherVersionsAreAnsweredWithOurs
        a name with a NUL = ServerBadInputIT#namesWithNulAreRefusedEverywhere
        a path of 32 KiB, of 5,000 names = ServerBadInputIT#pathsOf32KibibytesAndOf5000NamesAreAnswered ServerBadInputIT#directoriesAreMadeDeeplyAndTakenAwayAgain ServerFloodsIT#deepPathsInNumbersTakeNoMemory
        a handle that is forged, closed, of another connection = ServerBadInputIT#handlesThatAreForgedOrClosedAreNobodys ServerBadInputIT#twoConnectionsShareNothing
        a hundred thousand opens without a close = ServerFloodsIT#aHundredThousandOpensWithoutCloseEndAtTheLimit
        a client that never reads = ServerFloodsIT#aClientThatNeverReadsTakesNoMemory ServerFloodsIT#aClientThatNeverReadsLargeAnswersTakesNoMemory
        reads of 4 GiB = ServerFloodsIT#readsOfFourGibibytesGiveWhatOneAnswerHolds
        thousands of readdir = ServerFloodsIT#thousandsOfReaddirEndWithTheEnd
        questions with huge answers = ServerFloodsIT#questionsForTensOfThousandsOfNamesAreRefusedOrBounded
        a channel that ends in the midst = ServerFloodsIT#aChannelThatEndsInTheMidstClosesEverything
        """;

    private BadInput() {}

    /// The tests of each item, as `Class#method`.
    static Map<String, List<String>> items() {
        Map<String, List<String>> items = new TreeMap<>();
        for (String line : (ITEMS + OF_ASSISTANTS + OF_STRANGERS + OF_THE_SERVER + AT_THE_DOOR + TO_THE_STORE)
                .lines()
                .toList()) {
            String[] parts = line.split(" = ", -1);
            if (parts.length != 2 || items.put(parts[0], List.of(parts[1].split(" ", -1))) != null) {
                throw new IllegalStateException("a line of the table: " + line);
            }
        }
        return items;
    }
}
