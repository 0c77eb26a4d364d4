package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tools that are offered, in a fixed order. Any thread.
final class Toolbox {
    private static final Logger LOG = LoggerFactory.getLogger(Toolbox.class);

    private final List<Tool> tools;

    Toolbox(List<Tool> tools) {
        this.tools = List.copyOf(tools);
    }

    List<Tool> tools() {
        return tools;
    }

    Optional<Tool> find(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /// Why there is no such tool.
    String missing(String name) {
        String shown = name.length() <= 60 ? name : name.substring(0, 60) + "…";
        return "there is no tool '" + shown + "'"
                + Nearest.hint(name, tools.stream().map(Tool::name).toList());
    }

    /// Checks the arguments and does it; whatever goes wrong is an answer too.
    Answer call(Tool tool, Map<String, Object> arguments, Peer peer) {
        try {
            Arguments checked = Arguments.of(tool.name(), tool.input(), arguments);
            return tool.body().answer(new ToolCall(tool, checked, peer));
        } catch (Failed failed) {
            return Answer.failed(failed.failure());
        } catch (RuntimeException fault) {
            LOG.error("a fault in the program, during {}", tool.name(), fault);
            return Answer.failed(Failure.of(
                    Failure.Code.INTERNAL,
                    tool.name() + ": a fault in the program itself; its log says more (drey mcp --log-file FILE)"));
        }
    }
}
