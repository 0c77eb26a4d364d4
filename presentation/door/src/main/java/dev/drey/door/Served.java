package dev.drey.door;

import dev.drey.sftp.server.Budget;
import dev.drey.sftp.server.SftpServer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What all doors of a hub serve at this moment. Any thread.
final class Served {
    private final Budget budget;
    private final Set<SftpServer> servers = ConcurrentHashMap.newKeySet();

    Served(Budget budget) {
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    void begun(SftpServer server) {
        servers.add(server);
    }

    void ended(SftpServer server) {
        servers.remove(server);
    }

    /// Files and directories that clients have open.
    int open() {
        return servers.stream().mapToInt(SftpServer::open).sum();
    }
}
