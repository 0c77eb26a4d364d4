package dev.drey.testbed;

import java.util.Map;

/// Over OpenSSH's sshd, as it comes.
class TransferOverSshdIT extends TransferOverServer {
    TransferOverSshdIT() {
        super(Sshd.start());
    }

    @Override
    public Map<String, String> deviations() {
        return because(
                "it tells no hashes, and to read what is there would cost as much as to fetch it again",
                "aBeginningUnderTheFinalNameIsTakenUpWhenAskedFor TO_CLIENT");
    }
}
