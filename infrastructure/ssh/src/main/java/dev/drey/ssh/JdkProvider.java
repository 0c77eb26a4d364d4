package dev.drey.ssh;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/// Lets the SSH library do its cryptography with what the JDK brings. Left to itself it loads Bouncy
/// Castle's whole provider, 0.1 s of every start, for Ed25519 alone; what we use of Bouncy Castle otherwise
/// (key exchanges that the JDK lacks) the library calls without that provider.
final class JdkProvider extends AbstractSecurityProviderRegistrar {
    private static final String PROVIDER = "SunEC";

    private JdkProvider() {
        super("Drey");
    }

    private static final class Installed {
        static final JdkProvider ONE = new JdkProvider();

        static {
            System.setProperty(SecurityUtils.SECURITY_PROVIDER_REGISTRARS, "none");
            SecurityUtils.registerSecurityProvider(ONE);
        }
    }

    /// To be called before anything of the library that knows keys or algorithms is touched; again does
    /// nothing.
    static void install() {
        Installed.ONE.isSupported();
    }

    @Override
    public String getProviderName() {
        return PROVIDER;
    }

    @Override
    public boolean isNamedProviderUsed() {
        return false;
    }

    @Override
    public Provider getSecurityProvider() {
        return Security.getProvider(PROVIDER);
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    /// Nothing is bound to one provider: the JDK's own order decides.
    @Override
    public boolean isSecurityEntitySupported(Class<?> type, String name) {
        return false;
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
        return Optional.of(JdkEd25519.SUPPORT);
    }
}
