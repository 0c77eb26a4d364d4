package dev.drey.session;

/// Whose sessions they are: a process, a socket, a user. Owners never see each other's.
///
/// @param id unique while the owner lives
public record Owner(String id) {
    /// The person at this process's terminal.
    public static final Owner PROCESS = new Owner("process");
}
