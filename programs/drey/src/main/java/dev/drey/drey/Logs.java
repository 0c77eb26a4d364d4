package dev.drey.drey;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.drey.cli.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/// Sets up the log: stderr, or a file that is rolled by size; never standard output.
final class Logs {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5level %logger{0}: %msg%n%ex{short}";

    private static final Duration START = Duration.ofSeconds(10);

    private Logs() {}

    static void set(Configuration.LogSettings settings) {
        LoggerContext context = context();
        context.reset();
        set(context, settings);
    }

    /// While another thread has just logged for the first time and the log is being set up there, the library hands
    /// out a substitute that keeps what is said meanwhile.
    private static LoggerContext context() {
        long until = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < until) {
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) return context;
            LockSupport.parkNanos(1_000_000);
        }
        throw new IllegalStateException("the log was not set up within " + START.toSeconds() + " s");
    }

    static void set(LoggerContext context, Configuration.LogSettings settings) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level level = Level.toLevel(settings.level(), Level.WARN);
        root.setLevel(level);
        // The SSH library warns of what is normal (requests it does not know) and shows packets when it traces. What we
        // derive from its classes speaks under our name. Both write what strangers send as it came: names that logins
        // said, of which one may be a password in the wrong place, and bytes that play with a terminal.
        boolean library = Level.DEBUG.isGreaterOrEqual(level);
        for (String one : List.of("org.apache.sshd", "dev.drey.ssh"))
            context.getLogger(one).setLevel(library ? Level.INFO : Level.OFF);
        context.getLogger("dev.drey.ssh.AcceptedSession").setLevel(library ? Level.WARN : Level.OFF);
        // What that room says itself.
        context.getLogger("dev.drey.ssh.ssh").setLevel(level);
        // The assistants' library writes whole messages, passwords among their arguments.
        context.getLogger("io.modelcontextprotocol").setLevel(Level.OFF);
        for (String chatty : List.of("reactor", "com.zaxxer.hikari", "org.flywaydb"))
            context.getLogger(chatty).setLevel(Level.WARN);
        Appender<ILoggingEvent> appender = settings.file().isPresent()
                ? encoded(
                        context,
                        settings,
                        file(context, settings, settings.file().get()))
                : new Late(() -> encoded(context, settings, stderr(context)));
        appender.setContext(context);
        appender.start();
        root.addAppender(appender);
    }

    /// Made when something is said for the first time: the pattern's date alone takes the time zones' data
    /// to be loaded, and most runs say nothing.
    private static final class Late extends AppenderBase<ILoggingEvent> {
        private final Supplier<Appender<ILoggingEvent>> maker;
        private Optional<Appender<ILoggingEvent>> made = Optional.empty();

        Late(Supplier<Appender<ILoggingEvent>> maker) {
            this.maker = maker;
        }

        /// The library calls this under a lock of its own.
        @Override
        protected void append(ILoggingEvent event) {
            if (made.isEmpty()) made = Optional.of(maker.get());
            made.get().doAppend(event);
        }

        @Override
        public void stop() {
            super.stop();
            made.ifPresent(Appender::stop);
        }
    }

    private static Appender<ILoggingEvent> encoded(
            LoggerContext context, Configuration.LogSettings settings, OutputStreamAppender<ILoggingEvent> appender) {
        appender.setContext(context);
        appender.setEncoder(encoder(context, settings));
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, Configuration.LogSettings settings) {
        if (settings.format().equals("json")) {
            JsonEncoder json = new JsonEncoder();
            json.setContext(context);
            json.start();
            return json;
        }
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern(PATTERN);
        text.start();
        return text;
    }

    private static OutputStreamAppender<ILoggingEvent> stderr(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        return appender;
    }

    private static OutputStreamAppender<ILoggingEvent> file(
            LoggerContext context, Configuration.LogSettings settings, Path file) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        FixedWindowRollingPolicy policy = new FixedWindowRollingPolicy();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(file + ".%i");
        policy.setMinIndex(1);
        policy.setMaxIndex(Math.max(1, settings.keep()));
        policy.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(settings.maxSize()));
        size.start();
        appender.setRollingPolicy(policy);
        appender.setTriggeringPolicy(size);
        return appender;
    }
}
