package dev.drey.drey;

import dev.drey.access.Audit;
import dev.drey.access.MemoryAudit;
import dev.drey.access.MemoryPeople;
import dev.drey.access.People;
import dev.drey.cli.Configuration;
import dev.drey.cli.HubSettings;
import dev.drey.files.Failed;
import dev.drey.session.StoredServer;
import dev.drey.session.StoredServers;
import java.util.List;

/// What a hub keeps.
record HubKept(People people, Audit audit, StoredServers servers, String place) implements AutoCloseable {
    static HubKept open(Configuration configuration) throws Failed {
        return new HubKept(
                new MemoryPeople(),
                new MemoryAudit(1000, java.time.InstantSource.system()),
                new StoredServers() {
                    @Override
                    public List<StoredServer> all() {
                        return List.of();
                    }

                    @Override
                    public void put(StoredServer server) {}

                    @Override
                    public void remove(String name) {}
                },
                "memory");
    }

    void keep(HubSettings.AuditKeeping keeping) {}

    @Override
    public void close() {}
}
