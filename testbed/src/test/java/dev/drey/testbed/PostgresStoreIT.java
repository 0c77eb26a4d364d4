package dev.drey.testbed;

import dev.drey.access.Audit;
import dev.drey.access.People;
import dev.drey.files.Failed;
import dev.drey.session.StoredServers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/// The store's three ports on PostgreSQL.
class PostgresStoreIT {
    private static PostgresServer server;

    private final List<StoreOfTest> opened = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private StoreOfTest fresh(InstantSource clock) throws Failed {
        StoreOfTest store = StoreOfTest.postgres(server, clock);
        opened.add(store);
        return store;
    }

    @AfterEach
    void close() {
        opened.forEach(StoreOfTest::close);
    }

    @Nested
    class Persons extends PeopleContract {
        @Override
        protected People open() throws Failed {
            return fresh(InstantSource.system()).store().people();
        }
    }

    @Nested
    class Lines extends AuditContract {
        @Override
        protected Audit open(InstantSource clock) throws Failed {
            return fresh(clock).store().audit();
        }
    }

    @Nested
    class Servers extends StoredServersContract {
        @Override
        protected StoredServers open() throws Failed {
            return fresh(InstantSource.system()).store().servers();
        }
    }
}
