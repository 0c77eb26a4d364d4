package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Result;
import dev.drey.session.ConnectionInfo;
import dev.drey.session.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `console_create_session`: connects.
final class ConsoleCreateSession {
    private static final Shape.Fields OPTIONS = new Shape.Fields(
            "where to. Prefer server; without server and host the default server is meant. Any other connection"
                    + " field of the documentation is accepted too (advanced), flat or grouped.",
            List.of(
                    Member.may("server", new Shape.Text("name of a configured server; needs nothing else")),
                    Member.may("device", new Shape.Text("name of a device")),
                    Member.may("host", new Shape.Text("")),
                    Member.may("port", new Shape.Whole("", 1, 65535)),
                    Member.may("username", new Shape.Text("")),
                    Member.may("password", new Shape.Text("avoid: never ask a person for one")),
                    Member.may("privateKey", new Shape.Any("key text, or a key file that is allowed here")),
                    Member.may("passphrase", new Shape.Text("")),
                    Member.may("basePath", new Shape.Text("where relative remote paths start"))),
            true);

    private final Desk desk;

    private ConsoleCreateSession(Desk desk) {
        this.desk = desk;
    }

    static Tool tool(Desk desk) {
        return new Tool(
                "console_create_session",
                "Open an SFTP session",
                "Connects to an SFTP server; console_execute_command then works in the session. For single steps the"
                        + " sftp_… tools are simpler: they need no session.",
                Group.CONSOLE,
                Shape.Fields.of(
                        Member.may("command", new Shape.Text("", "sftp-connect")),
                        Member.may("consoleType", new Shape.Text("", "sftp")),
                        Member.may("sftpOptions", OPTIONS)),
                new Shape.Fields(
                        "",
                        List.of(
                                Member.may("sessionId", new Shape.Text("")),
                                Member.may("consoleType", new Shape.Text("")),
                                Member.may("target", new Shape.Text("")),
                                Member.may("status", new Shape.Text("")),
                                Member.may("serverInfo", new Shape.Fields("", List.of(), true)),
                                Member.may("fingerprint", new Shape.Text("")),
                                Member.may("warnings", new Shape.Many("", new Shape.Text(""), 1000)),
                                Member.may("message", new Shape.Text("")),
                                Failures.MEMBER),
                        true),
                Effect.ADDS,
                new ConsoleCreateSession(desk)::answer);
    }

    private Answer answer(ToolCall call) throws Failed {
        Described described = desk.targets().described(call.arguments().object("sftpOptions"));
        Target target = described.target();
        Result result = desk.perform(call, new Operation.Connect(target));
        Outcome.Connected connected = (Outcome.Connected) result.outcome();
        desk.sessions().opened(connected.session(), target);
        List<String> warnings = new ArrayList<>(described.warnings());
        warnings.addAll(result.warnings());
        String message = "connected to " + connected.target() + " ("
                + connected.info().peer() + ") in " + connected.home().display();
        return Answer.of(data(connected, warnings, message), message + "\nsession " + connected.session())
                .withWarnings(warnings);
    }

    private static Map<String, Object> data(Outcome.Connected connected, List<String> warnings, String message) {
        ConnectionInfo info = connected.info();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sessionId", connected.session());
        data.put("consoleType", "sftp");
        data.put("target", connected.target());
        data.put("status", "connected");
        data.put("serverInfo", serverInfo(info));
        info.fingerprint().ifPresent(print -> data.put("fingerprint", print));
        data.put("warnings", warnings);
        data.put("message", message);
        return data;
    }

    private static Map<String, Object> serverInfo(ConnectionInfo info) {
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("version", info.software());
        String extensions = info.facts().getOrDefault("extensions", "");
        server.put("extensions", extensions.isEmpty() ? List.of() : List.of(extensions.split(" ", -1)));
        Map<String, Object> limits = new LinkedHashMap<>();
        info.facts().forEach((name, value) -> {
            if (name.startsWith("max") && value.matches("\\d{1,18}")) limits.put(name, Long.parseLong(value));
        });
        server.put("limits", limits);
        return server;
    }
}
