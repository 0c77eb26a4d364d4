package dev.drey.testbed;

import java.util.Map;

/// Over ProFTPD's mod_sftp.
class TransferOverProftpdIT extends TransferOverServer {
    TransferOverProftpdIT() {
        super(ProftpdServer.start());
    }

    @Override
    public Map<String, String> deviations() {
        return together(
                because(
                        "it tells no hashes, and to read what is there would cost as much as to fetch it again",
                        "aBeginningUnderTheFinalNameIsTakenUpWhenAskedFor TO_CLIENT"),
                because(
                        "it copies nothing from one of its files to another",
                        "aBeginningUnderTheFinalNameIsTakenUpWhenAskedFor TO_SERVER"),
                because("it renames through a link", "aLinkItselfIsReplacedWhenAskedFor TO_SERVER"),
                because("it makes links absolute, so that they lead out of a tree", "linksArriveAsLinks TO_CLIENT"));
    }
}
