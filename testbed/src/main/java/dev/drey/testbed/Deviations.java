package dev.drey.testbed;

import dev.drey.files.Failed;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/// Turns a case that [Deviating#deviations()] names round: it must fail, and fails when it does not.
final class Deviations implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(invocation, method.getExecutable().getName(), suite(context));
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        StringBuilder name = new StringBuilder(method.getExecutable().getName());
        for (Object argument : method.getArguments()) name.append(' ').append(argument);
        run(invocation, name.toString(), suite(context));
    }

    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation, DynamicTestInvocationContext dynamic, ExtensionContext context)
            throws Throwable {
        Deviating suite = suite(context);
        suite.freshDirectory();
        run(invocation, context.getDisplayName(), suite);
    }

    /// A dynamic case has no instance of its own, but the method that made it has.
    private static Deviating suite(ExtensionContext context) {
        ExtensionContext holder = context;
        while (holder.getTestInstance().isEmpty()) holder = holder.getParent().orElseThrow();
        return (Deviating) holder.getRequiredTestInstance();
    }

    private static void run(Invocation<@Nullable Void> invocation, String name, Deviating suite) throws Throwable {
        Optional<String> why = suite.deviations().entrySet().stream()
                .filter(one -> matches(one.getKey(), name))
                .map(Map.Entry::getValue)
                .findFirst();
        if (why.isEmpty()) {
            invocation.proceed();
            return;
        }
        if (!fails(invocation)) throw new AssertionError("passes, so it is no deviation any more: " + why.get());
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    private static boolean fails(Invocation<@Nullable Void> invocation) throws Throwable {
        try {
            invocation.proceed();
            return false;
        } catch (Failed | AssertionError expected) {
            return true;
        }
    }
}
