package dev.drey.ssh;

import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.UserAuth;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.forward.DefaultForwarderFactory;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.helpers.AbstractFactoryManager;
import org.apache.sshd.common.kex.extension.DefaultClientKexExtensionHandler;
import org.apache.sshd.common.random.JceRandomFactory;
import org.apache.sshd.common.random.SingletonRandomFactory;
import org.apache.sshd.common.session.helpers.DefaultUnknownChannelReferenceHandler;
import org.apache.sshd.core.CoreModuleProperties;

/// The library's client, one for the process, set up by hand with nothing but what we use: its own defaults
/// take half a
/// second. It owns no thread and no connector; sessions are put on a [Wire] by [Dialler].
final class Engine {
    static {
        JdkProvider.install();
    }

    private Engine() {}

    private static final class Holder {
        static final SshClient CLIENT = make();
    }

    static SshClient client() {
        return Holder.CLIENT;
    }

    private static SshClient make() {
        SshClient client = new SshClient();
        client.setForwarderFactory(DefaultForwarderFactory.INSTANCE);
        client.setServiceFactories(List.of(LoginMethods.FACTORY, ClientConnectionServiceFactory.INSTANCE));
        client.setUserAuthFactories(
                List.of(new Method("publickey"), new Method(InteractiveLogin.NAME), new Method(PasswordLogin.NAME)));
        client.setGlobalRequestHandlers(List.of(KeepAliveHandler.INSTANCE));
        client.setKexExtensionHandler(DefaultClientKexExtensionHandler.INSTANCE);
        client.setChannelFactories(List.of(AgentLane.FACTORY));
        common(client);
        CoreModuleProperties.CLIENT_IDENTIFICATION.set(client, "Drey_0.1");
        CoreModuleProperties.ABORT_ON_INVALID_CERTIFICATE.set(client, false);
        return client;
    }

    /// What both ends share. Keys are exchanged anew after 2^32 blocks (RFC 4344, section 3.2), or 1 GiB of
    /// a cipher
    /// with small blocks; neither the clock nor a number of bytes adds to that.
    static void common(AbstractFactoryManager ends) {
        ends.setRandomFactory(new SingletonRandomFactory(JceRandomFactory.INSTANCE));
        ends.setUnknownChannelReferenceHandler(DefaultUnknownChannelReferenceHandler.INSTANCE);
        CoreModuleProperties.REKEY_BYTES_LIMIT.set(ends, 0L);
        CoreModuleProperties.REKEY_TIME_LIMIT.set(ends, Duration.ZERO);
        CoreModuleProperties.MAX_IDENTIFICATION_SIZE.set(ends, 16 << 10);
    }

    private record Method(String name) implements UserAuthFactory {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public UserAuth createUserAuth(ClientSession session) {
            Login login = ((DialledSession) session).login();
            return switch (name) {
                case PasswordLogin.NAME -> new PasswordLogin(login);
                case InteractiveLogin.NAME -> new InteractiveLogin(login);
                default -> new KeyLogin(login);
            };
        }
    }
}
