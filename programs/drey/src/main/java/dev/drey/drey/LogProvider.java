package dev.drey.drey;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.drey.cli.Configuration;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// The log's library, set up without looking for services: to find them, every jar of the class path is
/// opened twice, at each start. Where nobody chose this one, [LogStart] does the same by the long way.
public final class LogProvider implements SLF4JServiceProvider {
    private final LoggerContext context = new LoggerContext();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final LogbackMDCAdapter diagnosis = new LogbackMDCAdapter();

    /// Call before anybody logs. A choice that the user made by the same properties stays.
    static void choose() {
        say("slf4j.provider", LogProvider.class.getName());
        // It would tell on stderr which provider was chosen.
        say("slf4j.internal.verbosity", "WARN");
    }

    private static void say(String property, String value) {
        if (System.getProperty(property) == null) System.setProperty(property, value);
    }

    @Override
    public void initialize() {
        context.setName("drey");
        context.setMDCAdapter(diagnosis);
        Logs.set(context, Configuration.LogSettings.DEFAULTS);
        context.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return diagnosis;
    }

    /// The newest that SLF4J's documentation tells providers of version 2.0 to ask for.
    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }
}
