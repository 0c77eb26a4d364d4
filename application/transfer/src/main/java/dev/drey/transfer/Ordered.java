package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Hashes bytes in the order of the file, although several threads read them: each waits for its turn.
///
/// Nobody waits for ever: ranges are handed out in order and each thread works on its own in order, so the
/// owner of the next one is never behind somebody who waits here.
final class Ordered {
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final MessageDigest digest = Hashes.sha256();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private long position;

    /// Hashes `data`, which stays as it is, when everything before `offset` has been.
    void feed(long offset, ByteBuffer data, Flow flow) throws Failed {
        lock.lock();
        try {
            while (position != offset) {
                if (!turn.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) flow.proceed();
            }
            position += data.remaining();
            digest.update(data.duplicate());
            turn.signalAll();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "interrupted").thrown(interrupted);
        } finally {
            lock.unlock();
        }
    }

    /// Lower-case hex of all. Afterwards nothing may be fed.
    String hex() {
        return Hashes.hex(digest.digest());
    }
}
