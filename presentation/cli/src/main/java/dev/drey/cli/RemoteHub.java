package dev.drey.cli;

/// A hub somewhere else (`remoteHub: ssh://USER@HOST:PORT`).
public record RemoteHub(String user, String host, int port) {
    /// Where the door listens unless it was told otherwise.
    public static final int PORT = 7022;

    @Override
    public String toString() {
        return "ssh://" + user + "@" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
