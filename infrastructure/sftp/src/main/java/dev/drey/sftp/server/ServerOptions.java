package dev.drey.sftp.server;

/// How one [SftpServer] behaves towards its client.
///
/// @param peer who is served, for log lines
/// @param connection what its channels share: open files, and bytes in flight, beyond which a client's window stays
/// shut
/// @param requests how many may be under way at once on this channel
/// @param longestPath bytes
public record ServerOptions(String peer, Connection connection, int requests, int longestPath) {
    private static final int REQUESTS = 1024;
    private static final int LONGEST_PATH = 32 << 10;

    /// The contract's limits for a client whose connection has this one channel.
    public static ServerOptions forPeer(String peer, Budget process) {
        return forPeer(peer, Connection.of(process));
    }

    /// The same for one of several channels of a connection.
    public static ServerOptions forPeer(String peer, Connection connection) {
        return new ServerOptions(peer, connection, REQUESTS, LONGEST_PATH);
    }

    public ServerOptions withHandles(int number) {
        return new ServerOptions(peer, connection.withHandles(number), requests, longestPath);
    }

    public ServerOptions withInFlight(long bytes) {
        return new ServerOptions(peer, connection.withInFlight(bytes), requests, longestPath);
    }
}
