package dev.drey.ssh;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The room's one logger; what it is given holds no secrets.
final class Log {
    private static final Logger LOG = LoggerFactory.getLogger("dev.drey.ssh");

    private Log() {}

    static void debug(String text, Object about, Throwable why) {
        LOG.debug(text, about, why);
    }

    static void warn(String text, Object about, Throwable why) {
        LOG.warn(text, about, why);
    }
}
