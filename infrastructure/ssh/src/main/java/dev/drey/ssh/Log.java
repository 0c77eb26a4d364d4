package dev.drey.ssh;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The room's one logger; what it is given holds no secrets.
final class Log {
    /// Apart from the classes that are derived from the library's, which say under their own names what it says.
    private static final Logger LOG = LoggerFactory.getLogger("dev.drey.ssh.ssh");

    private Log() {}

    static void debug(String text, Object about, Throwable why) {
        LOG.debug(text, about, why);
    }

    /// @param text holds no braces of its own that matter: it is the whole line
    static void info(String text) {
        LOG.info("{}", text);
    }

    static void warn(String text, Object about, Throwable why) {
        LOG.warn(text, about, why);
    }
}
