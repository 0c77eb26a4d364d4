package dev.drey.testbed;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A connection through the door that stays open while something changes at the hub: JSch, for it tells
/// the status and the message of what was refused.
record DoorVisit(Session session, ChannelSftp sftp) implements AutoCloseable {
    private static final int LIMIT_MILLIS = 20_000;
    private static final Pattern STATUS = Pattern.compile("SSH_FX_(\\w+): (.*)");

    /// By their numbers.
    private static final List<String> STATUSES = List.of(
            "OK",
            "EOF",
            "NO_SUCH_FILE",
            "PERMISSION_DENIED",
            "FAILURE",
            "BAD_MESSAGE",
            "NO_CONNECTION",
            "CONNECTION_LOST",
            "OP_UNSUPPORTED");

    /// What was refused: SFTP's status and the server's words.
    record Refusal(int status, String words) {}

    /// @throws JSchException when it is not let in
    static DoorVisit of(DoorLogin login) throws JSchException {
        Session session = JschClient.session(login);
        try {
            ChannelSftp sftp = (ChannelSftp) session.openChannel("sftp");
            sftp.connect(LIMIT_MILLIS);
            return new DoorVisit(session, sftp);
        } catch (JSchException failed) {
            session.disconnect();
            throw failed;
        }
    }

    List<String> names(String folder) throws SftpException {
        List<String> names = new ArrayList<>();
        for (ChannelSftp.LsEntry entry : sftp.ls(folder)) names.add(entry.getFilename());
        names.removeIf(name -> name.equals(".") || name.equals(".."));
        return names.stream().sorted().toList();
    }

    interface Attempt {
        void run() throws SftpException, java.io.IOException;
    }

    /// Fails; that is what it is for.
    static Refusal refused(Attempt attempt) {
        try {
            attempt.run();
        } catch (SftpException refused) {
            return new Refusal(refused.id, String.valueOf(refused.getMessage()));
        } catch (java.io.IOException refused) {
            // JSch's streams tell it in words alone.
            Matcher told = STATUS.matcher(String.valueOf(refused.getMessage()));
            if (told.find()) return new Refusal(STATUSES.indexOf(told.group(1)), told.group(2));
            throw new java.io.UncheckedIOException(refused);
        }
        throw new AssertionError("it was not refused");
    }

    @Override
    public void close() {
        session.disconnect();
    }
}
