package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is heard of a tree while it is moved.
@Timeout(20)
class TreeEventsTest {
    @TempDir
    Path state;

    private static List<Progress> progress(TreeBed bed) {
        return bed.events.stream()
                .filter(TransferEvent.Progressed.class::isInstance)
                .map(event -> ((TransferEvent.Progressed) event).progress())
                .toList();
    }

    @Test
    void progressNeverGoesBackAndEndsWithEverything() throws Failed {
        TreeBed bed = new TreeBed(state);
        bed.heard = true;
        for (int i = 0; i < 400; i++) bed.file("f" + i, "12345");
        bed.move();
        List<Progress> told = progress(bed);
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i).transferred())
                    .isGreaterThanOrEqualTo(told.get(i - 1).transferred());
            assertThat(told.get(i).filesDone())
                    .isGreaterThanOrEqualTo(told.get(i - 1).filesDone());
            assertThat(told.get(i).filesTotal())
                    .isGreaterThanOrEqualTo(told.get(i - 1).filesTotal());
        }
        assertThat(told.getLast().percentage()).isEqualTo(100);
        assertThat(told.getLast().transferred()).isEqualTo(2000);
        assertThat(told.getLast().filesDone()).isEqualTo(400);
    }

    @Test
    void eachFileIsHeardOfOnceAndByItsPathFromTheRoot() throws Failed {
        TreeBed bed = new TreeBed(state);
        bed.heard = true;
        bed.directory("d", 0755);
        bed.file("d/good", "1");
        bed.file("bad", "1");
        TreeMove.Carrier usual = bed.carrier;
        bed.carrier = job -> {
            if (job.from().path().name().text().equals("bad")) {
                throw Failure.of(Failure.Code.PERMISSION_DENIED, "no").thrown();
            }
            return usual.carry(job);
        };
        bed.move();
        assertThat(bed.events)
                .filteredOn(TransferEvent.FileCompleted.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(TransferEvent.FileCompleted.class, done -> {
                    assertThat(done.path()).isEqualTo("d/good");
                    assertThat(done.progress().total()).isPositive();
                });
        assertThat(bed.events)
                .filteredOn(TransferEvent.FileBroken.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        TransferEvent.FileBroken.class,
                        broken -> assertThat(broken.path()).isEqualTo("bad"));
    }

    @Test
    void whatHundredsOfFilesTellAtOnceIsHeardOnce() {
        List<TransferEvent> heard = new ArrayList<>();
        TreeObserver observer = new TreeObserver(heard::add);
        Transfer transfer = new Transfer("a", "b");
        Progress none = new Progress(0, 0, 0, java.util.Optional.empty(), 0, 0, "");
        Failure lost = Failure.of(Failure.Code.CONNECTION_LOST, "gone");
        for (int i = 0; i < 100; i++) {
            observer.happened(new TransferEvent.Retrying(transfer, 2, Duration.ZERO, lost));
            observer.happened(new TransferEvent.Paused(transfer, none));
        }
        for (int i = 0; i < 100; i++) observer.happened(new TransferEvent.Resumed(transfer));
        assertThat(heard).hasSize(3);
    }
}
