package dev.drey.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ScratchTest {
    @Test
    void whereNoMemoryWasThereIsRoomForABufferLater() throws Exception {
        AtomicBoolean full = new AtomicBoolean(true);
        Scratch scratch = new Scratch(1, size -> {
            if (full.get()) throw new OutOfMemoryError("as if");
            return ByteBuffer.allocate(size);
        });
        for (int i = 0; i < 3; i++) {
            Failed failed = catchThrowableOfType(Failed.class, () -> scratch.one("read", RemotePath.of("/f")));
            assertThat(failed.code()).isEqualTo(Failure.Code.LIMIT_EXCEEDED);
            assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.TRANSIENT);
        }
        full.set(false);
        ByteBuffer buffer = scratch.one("read", RemotePath.of("/f"));
        assertThat(buffer.remaining()).isEqualTo(Scratch.SIZE);
        scratch.back(buffer.position(5));
        assertThat(scratch.one("read", RemotePath.of("/f")).remaining()).isEqualTo(Scratch.SIZE);
    }
}
