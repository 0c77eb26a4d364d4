package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `console_list_sessions`: those that are open.
final class ConsoleListSessions {
    private final Desk desk;

    private ConsoleListSessions(Desk desk) {
        this.desk = desk;
    }

    static Tool tool(Desk desk) {
        return new Tool(
                "console_list_sessions",
                "List open sessions",
                "Lists the sessions that console_create_session opened.",
                Group.CONSOLE,
                Shape.Fields.of(),
                new Shape.Fields(
                        "",
                        List.of(
                                Member.may("sessions", new Shape.Many("", new Shape.Fields("", List.of(), true), 1000)),
                                Failures.MEMBER),
                        true),
                Effect.LOOKS,
                new ConsoleListSessions(desk)::answer);
    }

    private Answer answer(ToolCall call) throws Failed {
        var opened = desk.sessions().all();
        List<Map<String, Object>> sessions = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        var listed = desk.ask(call, new Operation.ListSessions(), Outcome.SessionsListed.class);
        for (Outcome.SessionLine line : listed.sessions()) {
            if (!opened.containsKey(line.id())) continue;
            Map<String, Object> session = new LinkedHashMap<>();
            session.put("sessionId", line.id());
            session.put("consoleType", "sftp");
            session.put("target", line.target());
            session.put("server", line.display());
            session.put("status", "connected");
            sessions.add(session);
            text.append('\n').append(line.id()).append("  ").append(line.display());
        }
        return Answer.of(
                Map.of("sessions", sessions),
                sessions.size() + (sessions.size() == 1 ? " session is open" : " sessions are open") + text);
    }
}
