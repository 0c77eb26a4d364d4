package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import java.util.List;
import java.util.Map;

/// `console_stop_session`: ends one.
final class ConsoleStopSession {
    private final Desk desk;

    private ConsoleStopSession(Desk desk) {
        this.desk = desk;
    }

    static Tool tool(Desk desk) {
        return new Tool(
                "console_stop_session",
                "Close a session",
                "Closes a session that console_create_session opened.",
                Group.CONSOLE,
                Shape.Fields.of(Member.needed("sessionId", new Shape.Text(""))),
                new Shape.Fields(
                        "",
                        List.of(
                                Member.may("sessionId", new Shape.Text("")),
                                Member.may("status", new Shape.Text("")),
                                Failures.MEMBER),
                        true),
                Effect.ADDS,
                new ConsoleStopSession(desk)::answer);
    }

    private Answer answer(ToolCall call) throws Failed {
        String id = desk.sessions().get(call.arguments().needed("sessionId")).id();
        desk.sessions().closed(id);
        desk.perform(call, new Operation.Disconnect(id));
        return Answer.of(Map.of("sessionId", id, "status", "closed"), "session " + id + " is closed");
    }
}
