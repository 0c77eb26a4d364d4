package dev.drey.ssh;

import java.io.IOException;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.session.ServerUserAuthService;
import org.apache.sshd.server.session.ServerUserAuthServiceFactory;

/// Logging in, with a limit of failures as OpenSSH counts them: the first question of a client, which methods
/// there are (`none`), is no try, and a key that is known is none until it is proved. The library counts
/// requests of every kind.
final class CountedTries extends ServerUserAuthService {
    static final ServiceFactory FACTORY = new ServiceFactory() {
        @Override
        public String getName() {
            return ServerUserAuthServiceFactory.DEFAULT_NAME;
        }

        @Override
        public Service create(Session session) throws IOException {
            return new CountedTries((AcceptedSession) session);
        }
    };

    private final AcceptedSession session;
    private int failures;
    private boolean asked;
    private boolean asking;

    private CountedTries(AcceptedSession session) throws IOException {
        super(session);
        this.session = session;
    }

    @Override
    public synchronized void process(int command, Buffer buffer) throws Exception {
        if (command == SshConstants.SSH_MSG_USERAUTH_REQUEST) {
            int at = buffer.rpos();
            buffer.getString();
            buffer.getString();
            asking = buffer.getString().equals("none") && !asked;
            asked |= asking;
            buffer.rpos(at);
        }
        super.process(command, buffer);
    }

    @Override
    protected void handleAuthenticationFailure(int command, Buffer buffer) throws Exception {
        if (!asking && ++failures >= session.tries()) {
            session.triedTooOften();
            return;
        }
        super.handleAuthenticationFailure(command, buffer);
    }
}
