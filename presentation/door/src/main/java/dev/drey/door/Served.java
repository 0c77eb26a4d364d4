package dev.drey.door;

import dev.drey.sftp.server.Budget;
import dev.drey.sftp.server.SftpServer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What all doors of a hub serve at this moment. Any thread.
final class Served {
    private final Budget budget;
    private final Set<SftpServer> servers = ConcurrentHashMap.newKeySet();

    private int inside;

    Served(Budget budget) {
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    /// Somebody's channel is served from now on.
    synchronized void enter() {
        inside++;
    }

    void begun(SftpServer server) {
        servers.add(server);
    }

    void ended(SftpServer server) {
        servers.remove(server);
    }

    /// The channel, and all that was opened for it, has come to its end.
    synchronized void leave() {
        inside--;
        notifyAll();
    }

    /// @return whether nobody's channel is served any more
    synchronized boolean awaitNobody(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toMillis(); inside > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000)
            wait(left);
        return inside == 0;
    }

    /// Files and directories that clients have open.
    int open() {
        return servers.stream().mapToInt(SftpServer::open).sum();
    }
}
