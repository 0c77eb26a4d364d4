package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.session.Draft;

/// A hub somewhere else (`remoteHub: ssh://USER@HOST:PORT`).
public record RemoteHub(String user, String host, int port) {
    /// Where the door listens unless it was told otherwise.
    public static final int PORT = 7022;

    /// How a target of the hub is reached: as a user of the hub that names it.
    public Draft draft(String target) throws Failed {
        Draft draft = new Draft(target, Draft.Expansion.NONE);
        draft.set("host", host);
        draft.set("port", port);
        draft.set("username", user + "@" + target);
        return draft;
    }

    @Override
    public String toString() {
        return "ssh://" + user + "@" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
