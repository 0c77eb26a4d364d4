package dev.drey.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Init;
import dev.drey.sftp.wire.Request;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntakeTest {
    /// Ten requests of 100 bytes, each with what it needs besides.
    private static final long TEN = 10 * (100 + (8 << 10));

    private final FakeClient channel = new FakeClient();
    private final Budget budget = new Budget(1 << 20);
    private final List<Request> heard = new ArrayList<>();
    private final List<Intake.Load> loads = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final Intake intake =
            new Intake(channel, ServerOptions.forPeer("test", budget).withInFlight(TEN), new Intake.Hearer() {
                @Override
                public void init(Intake.Load load) {
                    load.done();
                }

                @Override
                public boolean isLate(Request.Read request) {
                    return request.offset() > 0;
                }

                @Override
                public void request(Request request, Intake.Load load) {
                    heard.add(request);
                    loads.add(load);
                }

                @Override
                public void unknown(int id, Intake.Load load) {
                    load.done();
                }

                @Override
                public void malformed(String why) {
                    wrong.add(why);
                }
            });

    private static ByteBuffer bytes(int requests, int length) {
        ByteBuffer all = ByteBuffer.allocate(1 << 20);
        for (ByteBuffer part : new Init(3, List.of()).encode()) all.put(part);
        for (int i = 0; i < requests; i++) {
            var path = dev.drey.files.RemotePath.of("x".repeat(length));
            for (ByteBuffer part : new Request.Stat(i, path).encode()) all.put(part);
        }
        return all.flip();
    }

    @Test
    void requestsComeWholeHoweverTheBytesAreCut() {
        ByteBuffer all = bytes(2000, 40);
        Random random = new Random(3);
        int served = 0;
        while (all.hasRemaining()) {
            int some = Math.min(all.remaining(), 1 + random.nextInt(3000));
            intake.data(all.slice(all.position(), some));
            all.position(all.position() + some);
            while (served < loads.size() && random.nextInt(4) > 0)
                loads.get(served++).done();
        }
        while (served < loads.size()) loads.get(served++).done();
        assertThat(heard).hasSize(2000);
        for (int i = 0; i < 2000; i++) assertThat(heard.get(i).id()).isEqualTo(i);
        assertThat(channel.credited.get()).isEqualTo(all.limit());
        assertThat(budget.taken()).isZero();
    }

    @Test
    void whatIsInFlightStaysWithinBoundsAndOnlyThatIsCredited() {
        ByteBuffer all = bytes(500, 87);
        intake.data(all.slice(0, all.limit()));
        assertThat(heard).hasSize(10);
        assertThat(channel.credited.get()).isEqualTo(9);
        loads.get(0).taken();
        assertThat(channel.credited.get()).isEqualTo(9 + 100);
        assertThat(heard).hasSize(10);
        loads.get(0).done();
        loads.get(0).done();
        assertThat(heard).hasSize(11);
        assertThat(channel.credited.get()).isEqualTo(9 + 100);
    }

    @Test
    void nothingIsHeardAfterAMalformedPacket() {
        ByteBuffer all = bytes(1, 10);
        intake.data(all.duplicate());
        intake.data(ByteBuffer.wrap(new byte[] {0, 0, 0, 0}));
        intake.data(all);
        assertThat(wrong).hasSize(1);
        assertThat(heard).hasSize(1);
    }

    @Test
    void nothingIsHeardAfterTheEnd() {
        intake.data(bytes(500, 87));
        intake.end();
        List.copyOf(loads).forEach(Intake.Load::done);
        assertThat(heard).hasSize(10);
        assertThat(budget.taken()).isZero();
    }

    /// Whoever fills the process must not stop those who have little.
    @Test
    void whoHasLittleMayAlwaysGoOnHoweverFullTheProcessIs() {
        budget.take(2 << 20);
        intake.data(bytes(500, 87));
        assertThat(heard).hasSize(10);
        budget.give(2 << 20);
    }

    private static int heard(Budget process, Request request, long inFlight) {
        List<Request> heard = new ArrayList<>();
        ServerOptions options = ServerOptions.forPeer("test", process).withInFlight(inFlight);
        Intake intake = new Intake(new FakeClient(), options, new Intake.Hearer() {
            @Override
            public void init(Intake.Load load) {
                load.done();
            }

            @Override
            public boolean isLate(Request.Read request) {
                return request.offset() > 0;
            }

            @Override
            public void request(Request request, Intake.Load load) {
                heard.add(request);
            }

            @Override
            public void unknown(int id, Intake.Load load) {}

            @Override
            public void malformed(String why) {}
        });
        for (ByteBuffer part : new Init(3, List.of()).encode()) intake.data(part);
        for (int i = 0; i < 1000; i++) {
            for (ByteBuffer part : request.encode()) intake.data(part);
        }
        return heard.size();
    }

    private static int heard(Request request) {
        return heard(new Budget(1 << 30), request, 1 << 20);
    }

    @Test
    void aReadWeighsItsAnswerOnlyWhereThatIsInMemory() {
        assertThat(heard(new Request.Read(1, Bytes.EMPTY, 0, 255 << 10))).isEqualTo(4);
        assertThat(heard(new Request.Read(1, Bytes.EMPTY, 1, 255 << 10))).isBetween(900, 1000);
    }

    @Test
    void numbersOfAccountsWeighManyTimesTheirBytes() {
        var ids = Collections.nCopies(37_000, 7);
        assertThat(heard(new Budget(1 << 30), new Request.UsersGroupsById(1, ids, ids), 16 << 20))
                .isEqualTo(4);
    }

    @Test
    void noConnectionMayHaveMoreThanAQuarterOfTheProcess() {
        assertThat(heard(new Budget(4 << 20), new Request.Read(1, Bytes.EMPTY, 0, 255 << 10), 16 << 20))
                .isEqualTo(4);
    }
}
