package dev.drey.testbed;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// JSch, in the fork that is kept up.
final class JschClient implements DoorClient {
    private static final int LIMIT_MILLIS = 30_000;

    @Override
    public String name() {
        return "JSch";
    }

    @Override
    public boolean can(Errand errand) {
        return true;
    }

    @Override
    public String run(DoorLogin login, List<Errand> errands, Path work) throws JSchException, SftpException {
        Session session = session(login);
        try {
            ChannelSftp sftp = (ChannelSftp) session.openChannel("sftp");
            sftp.connect(LIMIT_MILLIS);
            StringBuilder words = new StringBuilder();
            for (Errand errand : errands) words.append(does(sftp, errand));
            sftp.disconnect();
            return words.toString();
        } finally {
            session.disconnect();
        }
    }

    /// A connection that has logged in.
    static Session session(DoorLogin login) throws JSchException {
        JSch jsch = new JSch();
        jsch.setKnownHosts(login.knownHosts().toString());
        if (login.key().isPresent()) jsch.addIdentity(login.key().get().toString());
        Session session = jsch.getSession(login.username(), login.host(), login.port());
        session.setConfig("StrictHostKeyChecking", "yes");
        if (login.key().isEmpty()) session.setPassword(login.secret().getBytes(StandardCharsets.UTF_8));
        session.setTimeout(LIMIT_MILLIS);
        session.connect(LIMIT_MILLIS);
        return session;
    }

    private static String does(ChannelSftp sftp, Errand errand) throws SftpException {
        switch (errand) {
            case Errand.Put(var from, var to) -> sftp.put(from.toString(), to);
            case Errand.Get(var from, var to) -> sftp.get(from, to.toString());
            case Errand.Look(var folder) -> {
                StringBuilder names = new StringBuilder();
                for (ChannelSftp.LsEntry entry : sftp.ls(folder))
                    names.append(entry.getFilename()).append('\n');
                return names.toString();
            }
            case Errand.Rename(var from, var to) -> sftp.rename(from, to);
            case Errand.Remove(var path) -> sftp.rm(path);
            case Errand.PutOn(var from, var to) -> sftp.put(from.toString(), to, ChannelSftp.RESUME);
            case Errand.GetOn(var from, var to) -> sftp.get(from, to.toString(), null, ChannelSftp.RESUME);
        }
        return "";
    }
}
