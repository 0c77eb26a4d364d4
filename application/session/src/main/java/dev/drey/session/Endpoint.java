package dev.drey.session;

/// What a session connects to, without secrets.
///
/// @param withKey whether a private key was given
public record Endpoint(String host, int port, String username, boolean withKey) {
    /// This machine's own disk.
    public static final Endpoint LOCAL = new Endpoint("local", 0, "", false);
}
