package dev.drey.sftp.server;

/// How one [SftpServer] behaves towards its client.
///
/// @param peer who is served, for log lines
/// @param handles how many files and directories may be open at once
/// @param inFlight bytes of requests and of the answers they call for; beyond it the client's window stays shut
/// @param requests how many may be under way at once
/// @param longestPath bytes
/// @param process what all servers of this process share
public record ServerOptions(String peer, int handles, long inFlight, int requests, int longestPath, Budget process) {
    private static final int HANDLES = 1000;
    private static final long IN_FLIGHT = 16L << 20;
    private static final int REQUESTS = 1024;
    private static final int LONGEST_PATH = 32 << 10;

    /// The contract's limits for this client.
    public static ServerOptions forPeer(String peer, Budget process) {
        return new ServerOptions(peer, HANDLES, IN_FLIGHT, REQUESTS, LONGEST_PATH, process);
    }

    public ServerOptions withHandles(int number) {
        return new ServerOptions(peer, number, inFlight, requests, longestPath, process);
    }

    public ServerOptions withInFlight(long bytes) {
        return new ServerOptions(peer, handles, bytes, requests, longestPath, process);
    }
}
