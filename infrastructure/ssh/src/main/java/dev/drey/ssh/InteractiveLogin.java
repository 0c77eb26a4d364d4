package dev.drey.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.auth.AbstractUserAuth;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/// The method `keyboard-interactive` (RFC 4256). A single hidden question is first answered with the given
/// password;
/// everything else goes to a person.
final class InteractiveLogin extends AbstractUserAuth {
    static final String NAME = "keyboard-interactive";
    private static final int MOST_QUESTIONS = 32;

    private final Login login;
    private int rounds;
    private boolean questioned;
    private boolean gaveUp;

    InteractiveLogin(Login login) {
        super(NAME);
        this.login = login;
    }

    @Override
    protected boolean sendAuthDataRequest(ClientSession session, String service) throws Exception {
        boolean somethingToSay = login.secretsAllowed()
                && (login.hasGivenPassword() || login.prompts().canAskSecrets());
        if (!somethingToSay && !login.prompts().canAskSecrets()) login.noteNobody();
        // A server that offers this without a question to ask would use up all tries.
        if (rounds > 0 && !questioned) return false;
        if (gaveUp || !somethingToSay || rounds > login.dialing().maxAuthAttempts()) return false;
        rounds++;
        login.tried(NAME);
        Buffer packet = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_REQUEST);
        packet.putString(session.getUsername());
        packet.putString(service);
        packet.putString(NAME);
        packet.putString("");
        packet.putString("");
        session.writePacket(packet);
        return true;
    }

    @Override
    protected boolean processAuthDataRequest(ClientSession session, String service, Buffer buffer) throws Exception {
        if (buffer.getByte() != SshConstants.SSH_MSG_USERAUTH_INFO_REQUEST) return false;
        questioned = true;
        String name = buffer.getString();
        String instruction = buffer.getString();
        buffer.getString();
        int count = buffer.getInt();
        if (count < 0 || count > MOST_QUESTIONS) throw new IllegalArgumentException("too many questions: " + count);
        List<Prompts.Question> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) questions.add(new Prompts.Question(buffer.getString(), buffer.getBoolean()));
        Optional<List<Secret>> answers = answer(name, instruction, questions);
        if (answers.isEmpty()) gaveUp = true;
        reply(session, answers.orElse(List.of()));
        return true;
    }

    private Optional<List<Secret>> answer(String name, String instruction, List<Prompts.Question> questions)
            throws Exception {
        if (questions.isEmpty()) return Optional.of(List.of());
        if (questions.size() == 1 && !questions.getFirst().echo()) {
            Optional<Secret> given = login.givenPassword();
            if (given.isPresent()) return given.map(List::of);
        }
        return login.askAnswers(name, instruction, questions).filter(given -> given.size() == questions.size());
    }

    private static void reply(ClientSession session, List<Secret> answers) throws Exception {
        Buffer packet = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_INFO_RESPONSE);
        packet.putInt(answers.size());
        for (Secret answer : answers) packet.putString(answer.reveal());
        session.writePacket(packet);
    }
}
