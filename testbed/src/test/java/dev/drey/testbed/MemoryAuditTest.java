package dev.drey.testbed;

import dev.drey.access.Audit;
import dev.drey.access.MemoryAudit;
import java.time.InstantSource;

class MemoryAuditTest extends AuditContract {
    @Override
    protected Audit open(InstantSource clock) {
        return new MemoryAudit(1000, clock);
    }
}
