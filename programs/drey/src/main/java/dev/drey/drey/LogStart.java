package dev.drey.drey;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.drey.cli.Configuration;

/// How the log is before a configuration was read. Found by the log's library as a service when somebody
/// logs first: its own default, which writes to standard output, never is in force, and it looks for no
/// files of its own.
public final class LogStart extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logs.set(context, Configuration.LogSettings.DEFAULTS);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
