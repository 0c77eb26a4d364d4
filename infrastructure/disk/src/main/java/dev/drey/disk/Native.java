package dev.drey.disk;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One function of the C library, looked up and linked when it is first called: linking all of them at once
/// would cost a short command a tenth of a second.
///
/// Every handle takes a segment for `errno` before its own arguments.
final class Native {
    private final String name;
    private final FunctionDescriptor shape;
    private final int firstVariadic;
    private volatile @Nullable MethodHandle linked;

    private Native(String name, FunctionDescriptor shape, int firstVariadic) {
        this.name = name;
        this.shape = shape;
        this.firstVariadic = firstVariadic;
    }

    static Native of(String name, MemoryLayout... arguments) {
        return new Native(name, FunctionDescriptor.of(JAVA_INT, arguments), -1);
    }

    /// @param firstVariadic index of the first variadic argument, -1 for none
    static Native returningLong(String name, int firstVariadic, MemoryLayout... arguments) {
        return new Native(name, FunctionDescriptor.of(JAVA_LONG, arguments), firstVariadic);
    }

    static Native text(String name, MemoryLayout... arguments) {
        return new Native(name, FunctionDescriptor.of(ADDRESS, arguments), -1);
    }

    /// Whether this is Linux and the program was started with native access for us; without it the JDK
    /// would print a warning at the first call.
    static boolean allowed() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux")
                && Native.class.getModule().isNativeAccessEnabled();
    }

    boolean exists() {
        return Linker.nativeLinker().defaultLookup().find(name).isPresent();
    }

    MethodHandle handle() {
        MethodHandle ready = linked;
        return ready != null ? ready : link();
    }

    private MethodHandle link() {
        Linker linker = Linker.nativeLinker();
        List<Linker.Option> options = new ArrayList<>();
        options.add(Linker.Option.captureCallState("errno"));
        if (firstVariadic >= 0) options.add(Linker.Option.firstVariadicArg(firstVariadic));
        MethodHandle made = linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), shape, options.toArray(Linker.Option[]::new));
        linked = made;
        return made;
    }
}
