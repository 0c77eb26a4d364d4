package dev.drey.testbed;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.drey.files.FileTree;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// A tree of this machine's disk whose calls are made as the account `nobody`, so that a suite that runs as
/// root can be refused something: setfsuid(2) changes who one thread is to the file system.
///
/// A call from a virtual thread is made by a platform thread of its own, because the call before it may
/// have changed the carrier's account.
final class AsNobody {
    static final int NOBODY = 65534;

    private static final MethodHandle SETFSUID = handle("setfsuid");
    private static final MethodHandle SETFSGID = handle("setfsgid");

    private AsNobody() {}

    static FileTree of(FileTree tree) {
        return (FileTree) Proxy.newProxyInstance(
                AsNobody.class.getClassLoader(), new Class<?>[] {FileTree.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("power")) return method.invoke(tree, arguments);
                    return Thread.currentThread().isVirtual()
                            ? elsewhere(tree, method, arguments)
                            : here(tree, method, arguments);
                });
    }

    /// Does something as `nobody`, in a thread of its own; what other threads do for it is done as whoever we are.
    static <T> T call(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                become(NOBODY);
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
            return work.call();
        });
        Thread.ofPlatform().start(task).join();
        return task.get();
    }

    private static @Nullable Object here(FileTree tree, Method method, Object @Nullable [] arguments) throws Throwable {
        become(NOBODY);
        try {
            return method.invoke(tree, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        } finally {
            become(0);
        }
    }

    private static @Nullable Object elsewhere(FileTree tree, Method method, Object @Nullable [] arguments)
            throws Throwable {
        FutureTask<@Nullable Object> task = new FutureTask<>(() -> {
            try {
                return here(tree, method, arguments);
            } catch (Exception | Error thrown) {
                throw thrown;
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        Thread thread = Thread.ofPlatform().daemon().start(task);
        try {
            return task.get();
        } catch (ExecutionException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        } catch (InterruptedException stop) {
            thread.interrupt();
            throw dev.drey.files.Failure.of(dev.drey.files.Failure.Code.CANCELLED, "cancelled")
                    .thrown(stop);
        }
    }

    private static void become(int account) throws Throwable {
        int before = (int) SETFSGID.invokeExact(account);
        int was = (int) SETFSUID.invokeExact(account);
        if (before < 0 || was < 0) throw new IllegalStateException("this suite must run as root");
    }

    private static MethodHandle handle(String name) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }
}
