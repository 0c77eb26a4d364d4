package dev.drey.sftp.server;

/// What all channels of one SSH connection may use together: open files and directories, and bytes of requests and of
/// the answers they call for. Whoever serves several channels of a connection gives each server the same one. Safe for
/// many threads.
public final class Connection {
    private static final int HANDLES = 1000;
    private static final long IN_FLIGHT = 16L << 20;

    private final Budget process;
    private final Budget inFlight;
    private final Leavings leavings;
    private final Labour labour;
    private final int most;
    private int open;

    private Connection(Budget process, long inFlight, int most) {
        this.process = process;
        this.inFlight = process.part(inFlight);
        this.leavings = new Leavings(this.inFlight);
        this.labour = process.labour();
        this.most = most;
    }

    /// A new one with the usual limits.
    ///
    /// @param process what all connections share
    public static Connection of(Budget process) {
        return new Connection(process, IN_FLIGHT, HANDLES);
    }

    Connection withHandles(int number) {
        return new Connection(process, inFlight.limit(), number);
    }

    Connection withInFlight(long bytes) {
        return new Connection(process, bytes, most);
    }

    Budget inFlight() {
        return inFlight;
    }

    /// What of its directories waits to be answered.
    Leavings leavings() {
        return leavings;
    }

    /// Where hashes and copies are made.
    Labour labour() {
        return labour;
    }

    /// How many files and directories may be open.
    int handles() {
        return most;
    }

    /// Takes room for one more open file; false where there is none.
    synchronized boolean takeHandle() {
        if (open >= most) return false;
        open++;
        return true;
    }

    synchronized void giveHandle() {
        open--;
    }

    /// How many files and directories are open, or about to be.
    public synchronized int open() {
        return open;
    }
}
