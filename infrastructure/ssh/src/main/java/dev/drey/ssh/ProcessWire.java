package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// A child process whose standard input and output carry the connection (ProxyCommand). Its pipes are
/// nobody else's, so
/// nothing listens anywhere. What it says on standard error goes to ours, as with ssh.
final class ProcessWire implements Wire {
    private static final long LAST_WORDS_MS = 500;

    private final Process process;
    private final InputStream in;
    private final OutputStream out;
    private final SocketAddress remote;

    private ProcessWire(Process process, SocketAddress remote) {
        this.process = process;
        this.in = process.getInputStream();
        this.out = process.getOutputStream();
        this.remote = remote;
    }

    static ProcessWire start(Dialing dialing, String command) throws Failed {
        try {
            Process started = new ProcessBuilder("/bin/sh", "-c", "exec " + command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new ProcessWire(started, InetSocketAddress.createUnresolved(dialing.host(), dialing.port()));
        } catch (IOException unstartable) {
            throw Failure.of(
                            Code.UNREACHABLE,
                            "the proxy command for " + dialing.peer() + " cannot be started: "
                                    + Failures.said(unstartable))
                    .thrown(unstartable);
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int n = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        if (n > 0) into.position(into.position() + n);
        return n;
    }

    @Override
    public void write(ByteBuffer[] buffers, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            ByteBuffer next = buffers[i];
            out.write(next.array(), next.arrayOffset() + next.position(), next.remaining());
            next.position(next.limit());
        }
        out.flush();
    }

    @Override
    public void close() {
        process.destroy();
        Thread.ofVirtual().name("ssh-proxy-end").start(this::end);
    }

    private void end() {
        try {
            if (!process.waitFor(LAST_WORDS_MS, TimeUnit.MILLISECONDS)) process.destroyForcibly();
            in.close();
            out.close();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
        } catch (IOException gone) {
            Log.debug("{}: proxy command", remote, gone);
        }
    }

    /// Waits on pipes hold a carrier.
    @Override
    public ThreadFactory threads(String name) {
        return Thread.ofPlatform().daemon().name(name).factory();
    }

    @Override
    public SocketAddress remote() {
        return remote;
    }

    @Override
    public SocketAddress local() {
        return new InetSocketAddress(0);
    }
}
