package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.util.Locale;

/// Refuses servers that are not of a wanted make, before anything about us is said.
final class Vendors {
    private Vendors() {}

    static void check(Dialing dialing, String version) throws Failed {
        if (dialing.vendors().isEmpty()) return;
        String shown = version.toLowerCase(Locale.ROOT);
        if (dialing.vendors().stream().anyMatch(vendor -> shown.contains(vendor.toLowerCase(Locale.ROOT)))) return;
        throw Failure.of(
                        Code.NOT_ALLOWED,
                        dialing.peer() + " names itself " + Failures.clean(version) + ", and only "
                                + String.join(
                                        ", ",
                                        dialing.vendors().stream().sorted().toList()) + " is allowed")
                .with("software", Failures.clean(version))
                .thrown();
    }
}
