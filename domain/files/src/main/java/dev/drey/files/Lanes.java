package dev.drey.files;

import java.util.Optional;

/// The power to reach the same files over several channels at once.
///
/// One channel's window is fixed by the server (2 MiB in OpenSSH), so where the round trip is long, one
/// channel cannot fill the line.
public non-sealed interface Lanes extends Power {
    /// A further way to the same tree, opened at the first call for its number. Closed with the tree.
    ///
    /// @param number from 1; the tree itself is lane 0. Those from [#perConnection] on are over further connections
    /// @return empty when the far side refuses another channel, which is normal and remembered
    Optional<FileTree> lane(int number) throws Failed;

    /// How many lanes one connection carries, lane 0 among them: lane `n` is on connection `n / perConnection()`.
    default int perConnection() {
        return 4;
    }

    /// The smallest round trip seen so far on this line, in nanoseconds; 0 while none was seen.
    long roundTrip();

    /// The window of one channel towards the far side, bytes: how much may be under way on one lane.
    long laneWindow();

    /// How many files may be open at once on one lane, as far as the far side tells; 0 where it does not.
    default int openFiles() throws Failed {
        return 0;
    }
}
