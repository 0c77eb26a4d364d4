package dev.drey.testbed;

import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.Lanes;
import dev.drey.files.Power;
import dev.drey.files.Replace;
import dev.drey.files.Space;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Over Proftpd, as far as its powers go.
class SftpTreeOverProftpdIT extends TreeOverServer {
    SftpTreeOverProftpdIT() {
        super(ProftpdServer.start());
    }

    @Override
    public Optional<Denied> denied() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> deviations() {
        return together(
                because(
                        "it makes links absolute",
                        "aLinkSaysWhatWasWrittenInIt",
                        "renamingALinkMovesTheLink",
                        "oddLink *"),
                because(
                        "it tells a link as what it leads to, or the other way round",
                        "aCircleOfLinksEnds",
                        "statFollowsALinkAndLstatDoesNot",
                        "setAttributesFollowsALink",
                        "openingFollowsALink",
                        "createNewRefusesADanglingLink",
                        "removeDirectoryTakesOnlyDirectories",
                        "replaceRenamesOntoAFreeNameAndOverALink"),
                because("it opens what is there when something new was asked for", "createNewRefusesATakenName"),
                because(
                        "it gives other reasons, or lets through",
                        "truncatingADirectoryIsRefused",
                        "aDirectoryIsNotRenamedIntoItself",
                        "readlinkTakesOnlyLinks",
                        "aNameOf256BytesIsRefused"),
                because("it expands no paths of accounts that only it knows", "homesAreFound"));
    }

    @Override
    public Set<Class<? extends Power>> powers() {
        return Set.of(HardLinks.class, Home.class, Lanes.class, Replace.class, Space.class);
    }
}
