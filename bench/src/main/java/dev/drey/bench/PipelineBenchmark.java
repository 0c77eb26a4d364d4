package dev.drey.bench;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.MemoryTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.sftp.client.SftpClient;
import dev.drey.testbed.OwnServer;
import dev.drey.testbed.TempDir;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.End;
import dev.drey.transfer.Moved;
import dev.drey.transfer.Observer;
import dev.drey.transfer.Options;
import dev.drey.transfer.ShellHash;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.Transfers;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What moving 64 MiB costs when there is neither SSH nor a disk: transfer, our client, our server, memory,
/// one process.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class PipelineBenchmark {
    private static final int SIZE = 64 << 20;
    private static final int PIECE = 1 << 16;
    private static final RemotePath SOURCE = RemotePath.of("/source");
    private static final RemotePath RESULT = RemotePath.of("/result");

    private final TempDir state = TempDir.create();
    private final MemoryTree near = new MemoryTree();
    private final MemoryTree store = new MemoryTree();
    private final OwnServer server = OwnServer.of(store);
    private final FileTree far;
    private final Transfers transfers;

    public PipelineBenchmark() {
        try {
            this.far = SftpClient.over(server);
            this.transfers = new Transfers(state.path(), Observer.NOBODY, Bandwidth.UNLIMITED, 1, ShellHash.NONE);
        } catch (Failed failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Setup
    public void fill() throws Failed {
        fill(near);
        fill(store);
    }

    private static void fill(FileTree tree) throws Failed {
        try (OpenFile file = tree.open(SOURCE, OpenOptions.replace(0644))) {
            for (long at = 0; at < SIZE; at += PIECE)
                file.write(at, ByteBuffer.allocate(PIECE)).await();
        }
    }

    @TearDown(Level.Trial)
    public void end() throws Failed {
        far.close();
        server.close();
        state.close();
    }

    @Benchmark
    public Moved put() throws Failed {
        return move(new End(near, SOURCE, "near", false), new End(far, RESULT, "far", false));
    }

    @Benchmark
    public Moved get() throws Failed {
        return move(new End(far, SOURCE, "far", false), new End(near, RESULT, "near", false));
    }

    private Moved move(End from, End to) throws Failed {
        return transfers.file(new Transfer(from.display(), to.display()), from, to, Options.DEFAULTS);
    }
}
