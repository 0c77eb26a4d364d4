package dev.drey.ssh;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;

/// The hashes and MACs of a fast provider, put before the JDK's for the whole process: short programs run
/// without the JVM's second compiler, under which the JDK's own hash at a tenth of the speed. Nothing else
/// of that provider is offered, since its keys are not those that the SSH library knows.
final class FastHashes extends Provider {
    private static final long serialVersionUID = 1;
    private static final Map<String, List<String>> OFFERED = Map.of(
            "MessageDigest", List.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"),
            "Mac", List.of("HmacMD5", "HmacSHA1", "HmacSHA256", "HmacSHA384", "HmacSHA512"));

    private FastHashes(Provider fast) {
        super("DreyFastHashes", "1", "hashes of " + fast.getName());
        OFFERED.forEach((type, names) -> names.forEach(name -> {
            Service service = fast.getService(type, name);
            if (service != null) putService(new Passed(this, service));
        }));
    }

    static void offer(Provider fast) {
        Security.insertProviderAt(new FastHashes(fast), 1);
    }

    /// Hands on to the provider that has it.
    private static final class Passed extends Service {
        private final Service real;

        Passed(Provider offering, Service real) {
            super(offering, real.getType(), real.getAlgorithm(), real.getClassName(), aliases(real), Map.of());
            this.real = real;
        }

        private static List<String> aliases(Service real) {
            return real.getAlgorithm().equals("SHA-1") ? List.of("SHA", "SHA1") : List.of();
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            return real.newInstance(parameter);
        }

        @Override
        public boolean supportsParameter(Object parameter) {
            return real.supportsParameter(parameter);
        }
    }
}
