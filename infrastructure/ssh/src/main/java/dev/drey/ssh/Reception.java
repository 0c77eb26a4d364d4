package dev.drey.ssh;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.forward.DefaultForwarderFactory;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.extension.DefaultServerKexExtensionHandler;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;

/// The library's server for one [Listener], set up by hand: modern algorithms, two ways to log in, one kind
/// of channel.
final class Reception {
    static {
        JdkProvider.install();
    }

    static final String SOFTWARE = "Drey_0.1";

    /// Requests of every kind, for each failed one that is allowed; the tries themselves are counted by
    /// [CountedTries].
    private static final int REQUESTS_A_TRY = 4;

    private Reception() {}

    static SshServer make(Listening how, List<KeyPair> keys) {
        SshServer server = new SshServer();
        server.setKeyPairProvider(KeyPairProvider.wrap(keys));
        server.setForwarderFactory(DefaultForwarderFactory.INSTANCE);
        server.setServiceFactories(List.of(CountedTries.FACTORY, ServerConnectionServiceFactory.INSTANCE));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        server.setPublickeyAuthenticator((user, offered, session) -> ((AcceptedSession) session).admits(user, offered));
        server.setPasswordAuthenticator((user, given, session) -> ((AcceptedSession) session).admits(user, given));
        server.setChannelFactories(List.of(SessionLane.FACTORY));
        server.setGlobalRequestHandlers(List.of(KeepAliveHandler.INSTANCE));
        server.setKexExtensionHandler(DefaultServerKexExtensionHandler.INSTANCE);
        algorithms(server);
        Engine.common(server);
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, SOFTWARE);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(
                server, REQUESTS_A_TRY * how.limits().tries());
        return server;
    }

    /// Of what we can, what `ssh-audit` has nothing against: no NIST curves, no MAC over what is not encrypted,
    /// no group of 2048 bits. The large groups cost whoever is asked for them far more than who asks
    /// (CVE-2002-20001); one is left for clients that know no curve.
    private static void algorithms(SshServer server) {
        server.setKeyExchangeFactories(Names.KEX.modern().stream()
                .filter(name -> name.contains("25519") || name.contains("group16"))
                .map(name -> ServerBuilder.DH2KEX.apply(BuiltinDHFactories.fromFactoryName(name)))
                .toList());
        server.setCipherFactories(Names.CIPHERS.modern().stream()
                .map(name -> FastCiphers.of(BuiltinCiphers.fromFactoryName(name)))
                .toList());
        server.setMacFactories(Names.MACS.modern().stream()
                .filter(name -> name.contains("-etm@"))
                .map(name -> (NamedFactory<Mac>) BuiltinMacs.fromFactoryName(name))
                .toList());
        server.setCompressionFactories(List.of(BuiltinCompressions.none, BoundedZlib.FACTORY));
        List<String> signatures = new ArrayList<>(Names.HOST_KEYS.modern());
        signatures.addAll(List.of("sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"));
        server.setSignatureFactories(Suites.signatures(signatures));
    }
}
