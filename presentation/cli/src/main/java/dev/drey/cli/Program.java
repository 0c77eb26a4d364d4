package dev.drey.cli;

import dev.drey.events.Events;
import dev.drey.files.Failed;
import dev.drey.operations.Operations;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the command line needs of the program it is part of.
public interface Program {
    /// The engine, made at first use.
    ///
    /// @throws Failed when the state directory cannot be used
    Operations operations(Configuration configuration) throws Failed;

    Events events();

    /// Called as soon as it is known that a target will be reached, so that what takes long may begin.
    void prepare();

    /// Whether `~/.ssh/config`, or the file given, says something about a Host of this name.
    boolean sshKnows(String name, Optional<Path> sshConfig);

    /// The Hosts without wildcards in `~/.ssh/config`, for suggestions and `servers import`.
    List<String> sshHosts(Optional<Path> sshConfig);

    /// Runs the demonstration.
    ///
    /// @param stay whether to go on until interrupted
    int demo(Console console, boolean stay);

    /// Serves assistants on the console's streams until its input ends.
    ///
    /// @param roots folders that the command line allows, instead of the configuration's
    /// @throws Failed when a folder cannot be allowed
    void assist(Console console, Configuration configuration, List<Path> roots) throws Failed;

    /// How a client starts that server, as JSON that most clients take.
    String assistantEntry(Console console, Configuration configuration, List<Path> roots) throws Failed;

    /// Reads the configuration, again when the hub is told to.
    interface Reading {
        Configuration read() throws Failed;
    }

    /// Runs the hub until it is told to stop.
    ///
    /// @param check only looks whether it could run
    /// @return the number to end with
    int serve(Console console, Reading reading, boolean check) throws Failed;

    /// A line to the hub that the configuration names, else to the one that runs on this machine for this
    /// user.
    ///
    /// @param login for the former
    /// @throws Failed CONNECTION_REFUSED when there is none
    HubLine hub(Console console, Configuration configuration, HubLogin login) throws Failed;

    /// Where messages for the log go, and which.
    void log(Configuration.LogSettings settings);

    String version();
}
