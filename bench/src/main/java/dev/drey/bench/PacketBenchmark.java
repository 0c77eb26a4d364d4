package dev.drey.bench;

import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Decoded;
import dev.drey.sftp.wire.Frame;
import dev.drey.sftp.wire.Framing;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What one SFTP packet costs to write and to read, time each.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PacketBenchmark {
    private static final int LONGEST = 300 << 10;

    /// Bytes of a payload: what every server takes, and what OpenSSH allows.
    @Param({"32768", "261120"})
    private int payload;

    private final Bytes handle = Bytes.of(new byte[] {0, 0, 0, 7});
    private ByteBuffer content = ByteBuffer.allocate(0);
    private ByteBuffer status = ByteBuffer.allocate(0);
    private ByteBuffer data = ByteBuffer.allocate(0);
    private ByteBuffer stream = ByteBuffer.allocate(0);

    /// Packets as they lie in memory when they have come.
    @Setup
    public void prepare() {
        content = ByteBuffer.allocate(payload);
        status = joined(Reply.Status.of(7, StatusCode.OK, "").encode());
        data = joined(new Reply.Data(7, content.duplicate()).encode());
        stream = ByteBuffer.allocate(2 * (status.remaining() + data.remaining()));
        stream.put(status.duplicate()).put(data.duplicate());
        stream.put(status.duplicate()).put(data.duplicate()).flip();
    }

    private static ByteBuffer joined(ByteBuffer... parts) {
        ByteBuffer whole = ByteBuffer.allocate(LONGEST);
        for (ByteBuffer part : parts) whole.put(part);
        return whole.flip();
    }

    private static ByteBuffer body(ByteBuffer packet) {
        return packet.slice(4, packet.remaining() - 4);
    }

    @Benchmark
    public ByteBuffer[] encodeWrite() {
        return new Request.Write(7, handle, 1L << 33, content.duplicate()).encode();
    }

    @Benchmark
    public ByteBuffer[] encodeRead() {
        return new Request.Read(7, handle, 1L << 33, payload).encode();
    }

    @Benchmark
    public ByteBuffer[] encodeSetstat() {
        return new Request.Setstat(7, RemotePath.of("/srv/files/a-name-as-they-are.txt"), Attrs.NONE).encode();
    }

    @Benchmark
    public Decoded<Reply> decodeStatus() {
        return Reply.decode(body(status));
    }

    @Benchmark
    public Decoded<Reply> decodeData() {
        return Reply.decode(body(data));
    }

    /// Four packets that lie whole in one arrived buffer.
    @Benchmark
    public int frameFour() {
        Framing framing = new Framing(LONGEST, 1 << 16);
        ByteBuffer in = stream.duplicate();
        int frames = 0;
        while (framing.next(in) instanceof Frame.Whole) frames++;
        return frames;
    }
}
