package dev.drey.testbed;

import java.nio.file.Path;
import java.util.Optional;

/// How a client comes in at a hub's door.
///
/// @param username as SSH has it: `USER` or `USER@TARGET`
/// @param key the private key; empty: by the secret
/// @param secret a password or an API token
record DoorLogin(String username, int port, Optional<Path> key, String secret, Path knownHosts) {
    String host() {
        return Ports.HOST;
    }

    DoorLogin at(int otherPort) {
        return new DoorLogin(username, otherPort, key, secret, knownHosts);
    }

    @Override
    public String toString() {
        return username + (key.isPresent() ? " by key" : secret.startsWith("drey_") ? " by token" : " by password");
    }
}
