package dev.drey.sftp.client;

import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Request;

/// A handle that came when nobody waited for it any more: it is closed, or the server would keep it for
/// ever.
final class LateHandle {
    private LateHandle() {}

    /// Returns at once; the reader's thread may not send, so another one does.
    static void close(Conversation conversation, Bytes handle) {
        Thread.ofVirtual().name("late handle").start(() -> {
            try {
                conversation
                        .send(Subject.of("close"), id -> new Request.Close(id, handle), 0, true, reply -> Done.DONE)
                        .await();
            } catch (Failed gone) {
                // With the line the handle is gone as well, which is all that was wanted.
                assert !gone.code().name().isEmpty();
            }
        });
    }
}
