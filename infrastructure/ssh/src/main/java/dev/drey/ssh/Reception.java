package dev.drey.ssh;

import java.security.KeyPair;
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
import org.apache.sshd.server.session.ServerUserAuthServiceFactory;

/// The library's server for one [Listener], set up by hand: modern algorithms, two ways to log in, one kind
/// of channel.
final class Reception {
    static {
        JdkProvider.install();
    }

    private Reception() {}

    static SshServer make(Listening how, KeyPair key) {
        SshServer server = new SshServer();
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setForwarderFactory(DefaultForwarderFactory.INSTANCE);
        server.setServiceFactories(
                List.of(ServerUserAuthServiceFactory.INSTANCE, ServerConnectionServiceFactory.INSTANCE));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        server.setPublickeyAuthenticator((user, offered, session) -> ((AcceptedSession) session).admits(user, offered));
        server.setPasswordAuthenticator((user, given, session) -> ((AcceptedSession) session).admits(user, given));
        server.setChannelFactories(List.of(SessionLane.FACTORY));
        server.setGlobalRequestHandlers(List.of(KeepAliveHandler.INSTANCE));
        server.setKexExtensionHandler(DefaultServerKexExtensionHandler.INSTANCE);
        algorithms(server);
        Engine.common(server);
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "Drey_0.1");
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, how.tries());
        return server;
    }

    private static void algorithms(SshServer server) {
        server.setKeyExchangeFactories(Names.KEX.modern().stream()
                .filter(name -> !name.contains("group-exchange"))
                .map(name -> ServerBuilder.DH2KEX.apply(BuiltinDHFactories.fromFactoryName(name)))
                .toList());
        server.setCipherFactories(Names.CIPHERS.modern().stream()
                .map(name -> FastCiphers.of(BuiltinCiphers.fromFactoryName(name)))
                .toList());
        server.setMacFactories(Names.MACS.modern().stream()
                .map(name -> (NamedFactory<Mac>) BuiltinMacs.fromFactoryName(name))
                .toList());
        server.setCompressionFactories(List.of(BuiltinCompressions.none, BuiltinCompressions.delayedZlib));
        server.setSignatureFactories(Suites.signatures(Names.HOST_KEYS.modern()));
    }
}
