package dev.drey.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.link.Receiver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Inbox inbox = new Inbox(10);

    private final Receiver receiver = new Receiver() {
        @Override
        public void data(ByteBuffer bytes) {
            heard.add(StandardCharsets.UTF_8.decode(bytes).toString());
        }

        @Override
        public void closed(Optional<Failure> why) {
            heard.add("closed " + why.map(Failure::code));
        }
    };

    private void arrive(String text) throws IOException {
        byte[] bytes = ("??" + text).getBytes(StandardCharsets.UTF_8);
        inbox.arrived(bytes, 2, bytes.length - 2);
    }

    @Test
    void whatCameEarlyWaitsAndTheEndComesLast() throws Exception {
        arrive("a");
        arrive("b");
        inbox.end(Optional.empty());
        inbox.receive(receiver);
        await().until(() -> heard.size() == 3);
        assertThat(heard).containsExactly("a", "b", "closed Optional.empty");
    }

    @Test
    void theFirstEndCountsAndNothingComesAfterIt() throws Exception {
        inbox.receive(receiver);
        inbox.end(Optional.of(Failure.of(Code.CONNECTION_LOST, "x")));
        inbox.end(Optional.empty());
        arrive("late");
        await().until(() -> !heard.isEmpty());
        assertThat(heard).containsExactly("closed Optional[CONNECTION_LOST]");
    }

    @Test
    void morethanTheWindowIsRefusedUntilCredited() throws Exception {
        inbox.receive(receiver);
        arrive("0123456789");
        assertThatThrownBy(() -> arrive("x")).isInstanceOf(IOException.class);
        inbox.credited(5);
        arrive("abc");
        assertThat(heard).containsExactly("0123456789", "abc");
    }
}
