package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.OpenFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets go of an open file whose fate no longer matters: another failure is being told.
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void quietly(OpenFile file) {
        try {
            file.closing();
        } catch (Failed failed) {
            LOG.debug("not closed: {}", failed.failure().message());
        }
    }
}
