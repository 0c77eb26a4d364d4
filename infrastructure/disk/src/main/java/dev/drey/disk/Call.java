package dev.drey.disk;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// One native call: its memory, freed when it is over, and the errno it leaves behind. Used by one thread.
final class Call implements AutoCloseable {
    static final int EINTR = 4;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());

    interface IntCall {
        int run() throws Throwable;
    }

    interface LongCall {
        long run() throws Throwable;
    }

    interface AddressCall {
        MemorySegment run() throws Throwable;
    }

    Arena arena() {
        return arena;
    }

    MemorySegment errno() {
        return errno;
    }

    /// The errno of the last call.
    int number() {
        return errno.get(ValueLayout.JAVA_INT, 0);
    }

    /// A C string.
    MemorySegment path(byte[] bytes) {
        MemorySegment text = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return text;
    }

    int ints(String name, IntCall call) throws PosixException {
        while (true) {
            int result = once(call);
            if (result >= 0) return result;
            int number = number();
            if (number != EINTR) throw new PosixException(name, number);
        }
    }

    long longs(String name, LongCall call) throws PosixException {
        while (true) {
            long result = once(call);
            if (result >= 0) return result;
            int number = number();
            if (number != EINTR) throw new PosixException(name, number);
        }
    }

    int once(IntCall call) {
        try {
            return call.run();
        } catch (Throwable broken) {
            throw unexpected(broken);
        }
    }

    private static long once(LongCall call) {
        try {
            return call.run();
        } catch (Throwable broken) {
            throw unexpected(broken);
        }
    }

    MemorySegment address(AddressCall call) {
        try {
            return call.run();
        } catch (Throwable broken) {
            throw unexpected(broken);
        }
    }

    /// A native function throws nothing itself: only the JDK can, when memory is out or the program is wrong.
    private static RuntimeException unexpected(Throwable broken) {
        return switch (broken) {
            case RuntimeException as -> as;
            case Error error -> throw error;
            default -> new IllegalStateException("a native call threw", broken);
        };
    }

    @Override
    public void close() {
        arena.close();
    }
}
