package dev.drey.testbed;

import dev.drey.files.HardLinks;
import dev.drey.files.Lanes;
import dev.drey.files.Power;
import dev.drey.files.Replace;
import dev.drey.files.Space;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Over Asyncssh, as far as its powers go.
class SftpTreeOverAsyncsshIT extends TreeOverServer {
    SftpTreeOverAsyncsshIT() {
        super(AsyncsshServer.start());
    }

    @Override
    public Optional<Denied> denied() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> deviations() {
        return together(
                because(
                        "it takes the words of SSH_FXP_SYMLINK in the draft's order from clients that are not OpenSSH",
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
                        "renameNeverReplaces",
                        "aLinkSaysWhatWasWrittenInIt",
                        "aListingHasEveryNameWithItsTypeAndWithoutDots",
                        "oddLink *",
                        "disk what is written is on the disk"),
                because("it gives other reasons", "aDirectoryIsNotRenamedIntoItself"));
    }

    @Override
    public Set<Class<? extends Power>> powers() {
        return Set.of(HardLinks.class, Lanes.class, Replace.class, Space.class);
    }
}
