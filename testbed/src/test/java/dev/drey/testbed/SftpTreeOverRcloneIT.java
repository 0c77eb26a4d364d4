package dev.drey.testbed;

import dev.drey.files.HardLinks;
import dev.drey.files.InOrder;
import dev.drey.files.Lanes;
import dev.drey.files.Power;
import dev.drey.files.Replace;
import dev.drey.files.Space;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Over Rclone, as far as its powers go.
class SftpTreeOverRcloneIT extends TreeOverServer {
    SftpTreeOverRcloneIT() {
        super(RcloneServer.start());
    }

    @Override
    public Optional<Denied> denied() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> deviations() {
        return together(
                because(
                        "it has no links",
                        "aCircleOfLinksEnds",
                        "statFollowsALinkAndLstatDoesNot",
                        "statOfADanglingLinkIsNotFoundWhileLstatSeesIt",
                        "existsTellsWhatAPathLeadsTo",
                        "setAttributesFollowsALink",
                        "realpathIsAbsoluteWithoutDotsAndLinks",
                        "createNewRefusesADanglingLink",
                        "openingFollowsALink",
                        "renamingALinkMovesTheLink",
                        "aTakenNameIsNoNewDirectory",
                        "aLinkNeedsAFreeName",
                        "removeDirectoryTakesOnlyDirectories",
                        "removingALinkLeavesWhatItLeadsTo",
                        "listingFollowsALinkToADirectory",
                        "readlinkTakesOnlyLinks",
                        "renameNeverReplaces",
                        "aLinkSaysWhatWasWrittenInIt",
                        "aListingHasEveryNameWithItsTypeAndWithoutDots",
                        "replaceRenamesOntoAFreeNameAndOverALink",
                        "oddLink *",
                        "disk what is written is on the disk"),
                because(
                        "it keeps neither modes nor owners",
                        "theOwnerCanBeSetToItself",
                        "permissionsAreSetExactly",
                        "aNewFileGetsThePermissionsAskedFor",
                        "anOpenFileTakesAttributes",
                        "aDirectoryIsMadeWithItsPermissions"),
                because("it knows one time of a file", "timesAreSetToTheSecond"),
                because(
                        "it cannot cut a file, and says that it has",
                        "sizeTruncatesAndEnlargesWithZeros",
                        "severalChangesAtOnceAllHappen",
                        "truncatingADirectoryIsRefused",
                        "setAttributesOfAMissingNameIsNotFound",
                        "disk a sparse file of a tebibyte has its size"),
                because(
                        "it writes a file from start to end only",
                        "openingForWriteKeepsWhatIsThere",
                        "theLargestReadAndWriteWork",
                        "aWriteBehindTheEndLeavesZeros",
                        "aClosedFileTakesNoRequests",
                        "appendingIgnoresTheOffset",
                        "manyRequestsAreUnderWayAtOnce"),
                because(
                        "it reads by name what has been opened",
                        "anOpenFileOutlivesItsName",
                        "disk a file that grows is read to its new end"),
                because(
                        "it replaces what is in the way",
                        "createNewRefusesATakenName",
                        "oneOfManyMakesTheDirectory",
                        "oneOfManyRenamesOntoAName",
                        "oneOfManyMakesTheFile",
                        "removeNeverTakesADirectory"),
                because(
                        "it gives other reasons, or lets through",
                        "openingThroughAFileFails",
                        "aDirectoryIsNotRenamedIntoItself",
                        "aDirectoryNeedsItsParent",
                        "aNameOf256BytesIsRefused",
                        "replaceRefusesWhatRenameTwoRefuses"),
                because(
                        "it writes control characters in names as other characters",
                        "allOddNamesLiveTogether",
                        "oddName newline",
                        "oddName tab and escape"),
                because(
                        "it promises more powers than it has",
                        "aHardLinkNeedsAFileAndAFreeName",
                        "aHardLinkIsTheSameFile",
                        "roomIsPlausible"),
                because(
                        "it takes a FIFO and a socket for no file at all",
                        "disk a FIFO is refused at once",
                        "disk a socket is told as one and refused"));
    }

    @Override
    public Set<Class<? extends Power>> powers() {
        return Set.of(HardLinks.class, InOrder.class, Lanes.class, Replace.class, Space.class);
    }
}
