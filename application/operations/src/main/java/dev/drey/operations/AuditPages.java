package dev.drey.operations;

import dev.drey.access.Audit;
import dev.drey.access.Audited;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Reads the audit a part at a time, so that what is held for an answer stays small whatever is asked for and
/// by how many. Any thread.
final class AuditPages {
    private static final int LINES = 1_000;
    private static final int BYTES = 512 << 10;
    private static final int AT_ONCE = 2;
    private static final int WAIT_SECONDS = 30;

    private final Audit audit;
    private final Semaphore room = new Semaphore(AT_ONCE);

    AuditPages(Audit audit) {
        this.audit = audit;
    }

    /// @throws Failed BUSY when others read for too long
    HubReport.AuditRead read(Audit.Query query) throws Failed {
        Audit.Page asked = query.page();
        int limit = Math.min(asked.limit(), LINES);
        enter();
        try {
            List<Audited> found = audit.find(query.withPage(new Audit.Page(asked.until(), asked.skip(), limit)));
            List<Audited> fit = newest(found);
            boolean cut = fit.size() < found.size() || (found.size() == limit && limit < asked.limit());
            return new HubReport.AuditRead(fit, cut);
        } finally {
            room.release();
        }
    }

    private void enter() throws Failed {
        try {
            if (room.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "reading the audit was cancelled")
                    .thrown(interrupted);
        }
        throw Failure.of(Failure.Code.BUSY, "others are reading the audit; try again")
                .withKind(Failure.Kind.TRANSIENT)
                .thrown();
    }

    /// As many of the newest as fit, one at least.
    private static List<Audited> newest(List<Audited> found) {
        int from = found.size();
        long bytes = 0;
        while (from > 0) {
            bytes += found.get(from - 1).size();
            if (bytes > BYTES && from < found.size()) break;
            from--;
        }
        return found.subList(from, found.size());
    }
}
