package dev.drey.ssh;

import java.util.List;
import org.apache.sshd.client.session.ClientUserAuthService;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.auth.AbstractUserAuthServiceFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;

/// The library's login service, which tries the methods that the dialling allows, and also notes the methods that
/// the server offers and its banner.
final class LoginMethods extends ClientUserAuthService {
    static final ServiceFactory FACTORY = new AbstractUserAuthServiceFactory() {
        @Override
        public Service create(Session session) {
            return new LoginMethods(session);
        }
    };

    private final Session session;

    LoginMethods(Session session) {
        super(session);
        this.session = session;
    }

    /// The library chose the methods before the session was ours.
    @Override
    public void start() {
        clientMethods.clear();
        clientMethods.addAll(
                ((DialledSession) session).login().dialing().credentials().methods());
        super.start();
    }

    @Override
    public void process(int command, Buffer buffer) throws Exception {
        Login login = ((DialledSession) session).login();
        int at = buffer.rpos();
        if (command == SshConstants.SSH_MSG_USERAUTH_FAILURE)
            login.offered(List.of(buffer.getString().split(",")));
        if (command == SshConstants.SSH_MSG_USERAUTH_BANNER) {
            String text = buffer.getString();
            login.desk().tell(() -> login.prompts().banner(text));
        }
        buffer.rpos(at);
        super.process(command, buffer);
    }
}
