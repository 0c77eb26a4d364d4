package dev.drey.session;

import dev.drey.files.Failed;
import java.util.List;

/// The port: where servers are kept that were added while the program runs, beside those of the
/// configuration file, which win. Safe for many threads; calls block.
public interface StoredServers {
    /// By name.
    List<StoredServer> all() throws Failed;

    /// Keeps a server, in the place of one of that name.
    ///
    /// @throws Failed what [StoredServer#unreadable] says, when secrets would go with the old one that
    ///     nobody can read and that are not given anew; nothing is changed then
    void put(StoredServer server) throws Failed;

    /// With its secrets, those that cannot be read included.
    ///
    /// @throws Failed NOT_FOUND
    void remove(String name) throws Failed;
}
