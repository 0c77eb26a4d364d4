package dev.drey.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.events.Event;
import dev.drey.files.Failure;
import dev.drey.session.ConnectionInfo;
import dev.drey.session.Endpoint;
import dev.drey.transfer.Progress;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.TransferEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChronicleTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Chronicle chronicle = new Chronicle(transfer -> Optional.empty());

    private static Optional<Event.Opened> session(String id) {
        return Optional.of(new Event.Opened(id, new Endpoint("h", 22, "u", true)));
    }

    private static Event closed(String session, String reason) {
        return new Event.ConnectionClosed(session(session), "box", ConnectionInfo.LOCAL, reason);
    }

    private static Event progress(Transfer transfer, long bytes) {
        Progress now = new Progress(bytes, 100, 1, Optional.empty(), 0, 1, "f");
        return new Event.TransferHappened(session("s-1"), new TransferEvent.Progressed(transfer, now));
    }

    @Test
    void theLastFiveHundredOfASessionAreKeptInOrder() {
        for (int i = 0; i < 700; i++) chronicle.keep(closed("s-1", "r" + i), NOW);
        List<Map<String, Object>> kept = chronicle.of("s-1").orElseThrow();
        assertThat(kept).hasSize(Chronicle.MOST);
        assertThat(kept.getFirst()).containsEntry("reason", "r200").containsEntry("at", "2026-01-02T03:04:05Z");
        assertThat(kept.getLast()).containsEntry("reason", "r699");
        assertThat(chronicle.of("s-2")).isEmpty();
    }

    @Test
    void progressOfOneTransferDoesNotPushOutTheRest() {
        Transfer one = new Transfer("a", "b");
        Transfer two = new Transfer("c", "d");
        chronicle.keep(closed("s-1", "first"), NOW);
        for (int i = 0; i < 1000; i++) {
            chronicle.keep(progress(one, i), NOW);
            chronicle.keep(progress(two, i), NOW);
        }
        List<Map<String, Object>> kept = chronicle.of("s-1").orElseThrow();
        assertThat(kept).hasSize(3);
        assertThat(kept.getLast()).containsEntry("transferred", 999L).containsEntry("transferId", two.id());
    }

    @Test
    void theFilesOfATreeStayAndSayHowFarTheWholeIs() {
        Transfer tree = new Transfer("/home/ana/site/", "box:/srv/site");
        Progress now = new Progress(30, 100, 1, Optional.empty(), 3, 9, "img/c");
        for (String path : List.of("img/a", "img/b")) {
            chronicle.keep(
                    new Event.TransferHappened(
                            session("s-1"),
                            new TransferEvent.FileBroken(tree, path, Failure.of(Failure.Code.NOT_FOUND, "gone"), now)),
                    NOW);
            chronicle.keep(progress(tree, 40), NOW);
        }
        List<Map<String, Object>> kept = chronicle.of("s-1").orElseThrow();
        assertThat(kept).extracting(entry -> entry.get("filename")).containsExactly("img/a", "img/b", "f");
        assertThat(kept.getFirst())
                .containsEntry("event", "transfer-progress")
                .containsEntry("transferred", 30L)
                .containsEntry("total", 100L)
                .containsEntry("filesDone", 3L);
    }

    @Test
    void aTransferSaysWhatWasAskedForAndOfWhichFile() {
        Deed deed = new Deed("put", "sftp-put", List.of("a", "b"), Map.of(), false);
        Chronicle knowing = new Chronicle(transfer -> Optional.of(deed));
        for (String source : List.of("/home/ana/site", "box:/srv/site/", "box:site", "site")) {
            TransferEvent broken =
                    new TransferEvent.Broken(new Transfer(source, "x"), Failure.of(Failure.Code.NO_SPACE, "full"), 0);
            Map<String, Object> entry = knowing.keep(new Event.TransferHappened(session("s-1"), broken), NOW)
                    .entry();
            assertThat(entry)
                    .containsEntry("event", "transfer-error")
                    .containsEntry("filename", "site")
                    .containsEntry("operation", deed.map());
        }
    }

    @Test
    void theSessionsWithTheOldestNewsAreForgottenFirst() {
        assertThat(chronicle.keep(closed("s-0", "r"), NOW).isNew()).isTrue();
        chronicle.keep(new Event.ConnectionClosed(Optional.empty(), "box", ConnectionInfo.LOCAL, "none"), NOW);
        for (int i = 1; i < Chronicle.MOST_SESSIONS; i++) chronicle.keep(closed("s-" + i, "r"), NOW);
        assertThat(chronicle.keep(closed("s-1", "again"), NOW).isNew()).isFalse();
        chronicle.keep(closed("s-new", "r"), NOW);
        assertThat(chronicle.sessions()).contains("s-1", "s-new").doesNotContain("s-0", "s-2");
        assertThat(chronicle.of(Chronicle.NONE)).isPresent();
    }

    @Test
    void aSessionIsShownWithoutItsSecrets() {
        chronicle.keep(closed("s-1", "r"), NOW);
        assertThat(chronicle.of("s-1").orElseThrow().getFirst())
                .containsEntry("event", "connection-closed")
                .containsEntry(
                        "session",
                        Map.of(
                                "sessionId",
                                "s-1",
                                "config",
                                Map.of("host", "h", "port", 22, "username", "u", "privateKey", true)));
    }
}
