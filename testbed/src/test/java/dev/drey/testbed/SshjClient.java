package dev.drey.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.sftp.RemoteResourceInfo;
import net.schmizz.sshj.sftp.SFTPClient;

/// The library sshj.
final class SshjClient implements DoorClient {
    private static final int LIMIT_MILLIS = 30_000;

    @Override
    public String name() {
        return "sshj";
    }

    @Override
    public boolean can(Errand errand) {
        return true;
    }

    @Override
    public String run(DoorLogin login, List<Errand> errands, Path work) throws IOException {
        try (SSHClient client = new SSHClient()) {
            client.loadKnownHosts(login.knownHosts().toFile());
            client.setConnectTimeout(LIMIT_MILLIS);
            client.setTimeout(LIMIT_MILLIS);
            client.connect(login.host(), login.port());
            if (login.key().isPresent()) {
                client.authPublickey(login.username(), login.key().get().toString());
            } else {
                client.authPassword(login.username(), login.secret());
            }
            StringBuilder words = new StringBuilder();
            try (SFTPClient sftp = client.newSFTPClient()) {
                for (Errand errand : errands) words.append(does(sftp, errand));
            }
            return words.toString();
        }
    }

    private static String does(SFTPClient sftp, Errand errand) throws IOException {
        switch (errand) {
            case Errand.Put(var from, var to) -> sftp.put(from.toString(), to);
            case Errand.Get(var from, var to) -> sftp.get(from, to.toString());
            case Errand.Look(var folder) -> {
                StringBuilder names = new StringBuilder();
                for (RemoteResourceInfo entry : sftp.ls(folder))
                    names.append(entry.getName()).append('\n');
                return names.toString();
            }
            case Errand.Rename(var from, var to) -> sftp.rename(from, to);
            case Errand.Remove(var path) -> sftp.rm(path);
            case Errand.PutOn(var from, var to) -> sftp.put(from.toString(), to, sftp.size(to));
            case Errand.GetOn(var from, var to) -> sftp.get(from, to.toString(), Files.size(to));
        }
        return "";
    }
}
