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
                        "inside its chroot it reads a link only when what it leads to is there",
                        "aCircleOfLinksEnds",
                        "statOfADanglingLinkIsNotFoundWhileLstatSeesIt",
                        "createNewRefusesADanglingLink",
                        "renamingALinkMovesTheLink",
                        "aTakenNameIsNoNewDirectory",
                        "aLinkNeedsAFreeName",
                        "removeDirectoryTakesOnlyDirectories",
                        "renameNeverReplaces",
                        "aLinkSaysWhatWasWrittenInIt",
                        "oddLink *"),
                because("it gives other reasons", "aDirectoryIsNotRenamedIntoItself"));
    }

    @Override
    public Set<Class<? extends Power>> powers() {
        return Set.of(HardLinks.class, Lanes.class, Replace.class, Space.class);
    }
}
