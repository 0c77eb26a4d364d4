package dev.drey.drey;

import dev.drey.cli.Configuration;
import dev.drey.cli.Console;
import dev.drey.events.Events;
import dev.drey.files.Failed;
import dev.drey.mcp.Group;
import dev.drey.mcp.Known;
import dev.drey.mcp.Settings;
import dev.drey.mcp.Stdio;
import dev.drey.operations.Announcer;
import dev.drey.operations.Operations;
import dev.drey.session.Sessions;
import dev.drey.ssh.SshConfigLocal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `drey mcp`: an engine whose local disk is a jail, and the assistants' server on top of it.
final class Assistance {
    private static final int AT_ONCE = 64;

    private final Wiring wiring;
    private final SshConfigLocal local;
    private final Console console;
    private final Configuration configuration;
    private final Roots roots;

    Assistance(Wiring wiring, SshConfigLocal local, Console console, Configuration configuration, Roots roots) {
        this.wiring = wiring;
        this.local = local;
        this.console = console;
        this.configuration = configuration;
        this.roots = roots;
    }

    /// Until the client leaves.
    void serve() throws Failed {
        // Whatever a library prints is no message of the protocol.
        System.setOut(System.err);
        Events events = new Events();
        ServerConnector connector = new ServerConnector(local, roots, console.environment());
        try (Operations operations = new Operations(
                new Sessions(connector, new Announcer(events)),
                events,
                new Trusting(connector),
                new Operations.Settings(
                        configuration.state(), configuration.transfer().bandwidth(), AT_ONCE))) {
            new Stdio(operations, events, settings(), known(hub(connector)), wiring.version(), wiring::prepare)
                    .serve(console.in(), console.out());
        }
    }

    private Settings settings() {
        Configuration.AssistantSettings said = configuration.assistants();
        return new Settings(
                said.tools().stream()
                        .flatMap(word -> Group.named(word).stream())
                        .collect(Collectors.toSet()),
                said.targets(),
                said.adHoc(),
                said.readOnly(),
                confirm(said.confirm()),
                said.keyFiles(),
                said.inlineSecrets().equals("refuse"),
                roots.shown(),
                said.localCommands(),
                new Settings.Defaults(
                        configuration.transfer().concurrency(),
                        configuration.transfer().verify().orElse(false)));
    }

    private static Settings.Confirm confirm(String word) {
        return switch (word) {
            case "never" -> Settings.Confirm.NEVER;
            case "always" -> Settings.Confirm.ALWAYS;
            default -> Settings.Confirm.RECURSIVE;
        };
    }

    private Known.Hub hub(ServerConnector connector) {
        return configuration.remoteHub().isEmpty()
                ? Known.Hub.NONE
                : new HubTargetNames(connector, configuration, console.home());
    }

    private Known known(Known.Hub hub) {
        Known.Hosts hosts = new Known.Hosts() {
            @Override
            public boolean knows(String name) {
                return wiring.sshKnows(name, Optional.empty());
            }

            @Override
            public List<String> names() {
                return wiring.sshHosts(Optional.empty());
            }
        };
        return new Known(configuration.servers(), configuration.defaultServer(), hosts, hub, console.home());
    }

    /// What most clients take as the description of a server that they start. Folders that may be touched
    /// by default are written out, since a client starts its servers anywhere.
    static String entry(Roots roots, Console console, List<Path> said) {
        List<String> arguments = new ArrayList<>(List.of("mcp"));
        List<Path> listed = said.isEmpty() ? List.of(console.directory()) : said;
        List<String> folders = roots.shown().isEmpty()
                ? listed.stream()
                        .map(path ->
                                console.directory().resolve(path).normalize().toString())
                        .toList()
                : roots.shown();
        for (String folder : folders) arguments.addAll(List.of("--root", folder));
        Map<String, Object> drey = new LinkedHashMap<>();
        drey.put("command", System.getProperty("dev.drey.launcher", "drey"));
        drey.put("args", arguments);
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(Map.of("mcpServers", Map.of("drey", drey)));
    }
}
