package dev.drey.testbed.faults;

import dev.drey.files.Failed;
import dev.drey.hostkeys.KnownHosts;
import java.nio.file.Path;

/// Whatever reads `known_hosts`: the real room, or a reading with a mistake in it.
public interface Matcher {
    KnownHosts read(Path file, byte[] bytes) throws Failed;
}
