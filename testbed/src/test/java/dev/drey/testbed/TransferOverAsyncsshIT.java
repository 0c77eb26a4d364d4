package dev.drey.testbed;

import java.util.Map;

/// Over a server written with asyncssh.
class TransferOverAsyncsshIT extends TransferOverServer {
    TransferOverAsyncsshIT() {
        super(AsyncsshServer.start());
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
                because(
                        "inside its chroot it reads a link only when what it leads to is there",
                        "linksArriveAsLinks TO_CLIENT"));
    }
}
