package dev.drey.testbed;

/// The two ways that bytes go between a client and a server.
public enum Way {
    TO_SERVER,
    TO_CLIENT
}
