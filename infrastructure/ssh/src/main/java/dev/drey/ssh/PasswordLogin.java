package dev.drey.ssh;

import java.util.Optional;
import org.apache.sshd.client.auth.AbstractUserAuth;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/// The method `password` (RFC 4252, section 8): the given one first, then what a person types.
final class PasswordLogin extends AbstractUserAuth {
    static final String NAME = "password";
    private static final byte CHANGE_REQUESTED = 60;

    private final Login login;

    PasswordLogin(Login login) {
        super(NAME);
        this.login = login;
    }

    @Override
    protected boolean sendAuthDataRequest(ClientSession session, String service) throws Exception {
        Optional<Secret> password = login.givenPassword();
        if (password.isEmpty()) password = login.askPassword();
        if (password.isEmpty()) return false;
        login.tried(NAME);
        Buffer packet = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_REQUEST);
        packet.putString(session.getUsername());
        packet.putString(service);
        packet.putString(NAME);
        packet.putBoolean(false);
        packet.putString(password.get().reveal());
        session.writePacket(packet);
        return true;
    }

    @Override
    protected boolean processAuthDataRequest(ClientSession session, String service, Buffer buffer) {
        if (buffer.getByte() == CHANGE_REQUESTED) login.note("the server wants the password to be changed first");
        return false;
    }
}
