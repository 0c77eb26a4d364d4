package dev.drey.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.session.Asker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsentsTest {
    private static final Plan PLAN = Plan.of("delete a", 3, List.of("a"), List.of("v1"));

    @TempDir
    Path state;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final Consents consents = new Consents(clock::get);
    private Toolbox toolbox = new Toolbox(List.of());

    @BeforeEach
    void open() {
        toolbox = Tools.of(FakeDesk.of(FakeDesk.settings(false), state));
    }

    private ToolCall call(String tool, String path, String token) {
        Map<String, Object> arguments = new LinkedHashMap<>(Map.of("path", path));
        if (!token.isEmpty()) arguments.put("confirmToken", token);
        return new ToolCall(toolbox.find(tool).orElseThrow(), new Arguments(arguments), Peer.NONE);
    }

    private String shown(String path) throws Failed {
        Answer answer =
                consents.ask(call("sftp_delete", path, ""), true, () -> PLAN).orElseThrow();
        assertThat(answer.failed()).isFalse();
        assertThat(answer.data()).containsEntry("plan", PLAN.map());
        return String.valueOf(answer.data().get("confirmToken"));
    }

    @Test
    void whatNeedsNoConsentIsNotAskedFor() throws Failed {
        assertThat(consents.ask(call("sftp_delete", "a", ""), false, () -> {
                    throw new IllegalStateException("a plan that nobody needs");
                }))
                .isEmpty();
    }

    @Test
    void aTokenServesOnce() throws Failed {
        String token = shown("a");
        assertThat(consents.ask(call("sftp_delete", "a", token), true, () -> PLAN))
                .isEmpty();
        assertThatThrownBy(() -> consents.ask(call("sftp_delete", "a", token), true, () -> PLAN))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("not known");
    }

    @Test
    void aTokenServesNoOtherCall() throws Failed {
        for (ToolCall other : List.of(call("sftp_delete", "b", shown("a")), call("sftp_stat", "a", shown("a")))) {
            assertThatThrownBy(() -> consents.ask(other, true, () -> PLAN)).hasMessageContaining("another call");
        }
    }

    @Test
    void aTokenServesNoOtherPlan() throws Failed {
        Plan other = Plan.of("delete a", 3, List.of("a"), List.of("v2"));
        String token = shown("a");
        assertThatThrownBy(() -> consents.ask(call("sftp_delete", "a", token), true, () -> other))
                .hasMessageContaining("has changed");
    }

    @Test
    void aTokenExpires() throws Failed {
        String young = shown("a");
        clock.addAndGet(Consents.LIFE.toNanos());
        assertThat(consents.ask(call("sftp_delete", "a", young), true, () -> PLAN))
                .isEmpty();
        String old = shown("a");
        clock.addAndGet(Consents.LIFE.toNanos() + 1);
        assertThatThrownBy(() -> consents.ask(call("sftp_delete", "a", old), true, () -> PLAN))
                .hasMessageContaining("expired");
    }

    @Test
    void aTokenThatIsNotNeededIsRefusedAllTheSame() {
        assertThatThrownBy(() -> consents.ask(call("sftp_delete", "a", "made up"), false, () -> PLAN))
                .hasMessageContaining("not known");
    }

    /// A person who answers so, and is shown in what was asked.
    private record Person(boolean yes, List<String> asked) implements Peer {
        @Override
        public void progress(double done, OptionalDouble total, String message) {
            // Nobody asked.
        }

        @Override
        public Asker asker() {
            return Asker.NOBODY;
        }

        @Override
        public Optional<Boolean> agrees(String question, String print) {
            asked.add(question);
            return Optional.of(yes);
        }
    }

    private ToolCall by(Person person) {
        ToolCall call = call("sftp_delete", "a", "");
        return new ToolCall(call.tool(), call.arguments(), person);
    }

    @Test
    void whereThereIsAPersonThatOneDecides() throws Failed {
        Person kind = new Person(true, new ArrayList<>());
        assertThat(consents.ask(by(kind), true, () -> PLAN)).isEmpty();
        assertThat(kind.asked()).singleElement().asString().contains("delete a").contains("3 bytes");
        assertThatThrownBy(() -> consents.ask(by(new Person(false, new ArrayList<>())), true, () -> PLAN))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("did not agree");
    }

    @Test
    void whatChangesWhileThePersonThinksIsNotDone() {
        AtomicLong times = new AtomicLong();
        assertThatThrownBy(() -> consents.ask(
                        by(new Person(true, new ArrayList<>())),
                        true,
                        () -> Plan.of("delete a", 3, List.of("a"), List.of("v" + times.incrementAndGet()))))
                .hasMessageContaining("has changed while");
    }
}
