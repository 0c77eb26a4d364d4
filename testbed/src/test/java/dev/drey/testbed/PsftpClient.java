package dev.drey.testbed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// PuTTY's `psftp`, of the SSH that WinSCP and FileZilla are made of, too.
final class PsftpClient implements DoorClient {
    @Override
    public String name() {
        return "psftp";
    }

    @Override
    public boolean can(Errand errand) {
        return true;
    }

    @Override
    public String run(DoorLogin login, List<Errand> errands, Path work) {
        Path batch = Daemon.write(
                work.resolve("batch"),
                errands.stream().map(PsftpClient::line).collect(Collectors.joining("\n", "", "\nquit\n")));
        List<String> command = new ArrayList<>(List.of("psftp", "-batch", "-P", Integer.toString(login.port())));
        command.addAll(List.of("-hostkey", fingerprint(login), "-l", login.username()));
        if (login.key().isPresent()) {
            Path converted = work.resolve("key.ppk");
            Child.run("puttygen", login.key().get().toString(), "-o", converted.toString());
            command.addAll(List.of("-i", converted.toString()));
        } else {
            Path secret = Daemon.write(work.resolve("secret"), login.secret() + "\n");
            command.addAll(List.of("-pwfile", secret.toString()));
        }
        command.addAll(List.of("-b", batch.toString(), login.host()));
        // It keeps what it knows in the home.
        return DoorClient.said(work, List.of("HOME=" + work), command).fine();
    }

    private static String fingerprint(DoorLogin login) {
        return Child.run("ssh-keygen", "-l", "-f", login.knownHosts().toString())
                .split("\\s+", -1)[1];
    }

    private static String line(Errand errand) {
        return switch (errand) {
            case Errand.Put(var from, var to) -> "put " + from + " " + to;
            case Errand.Get(var from, var to) -> "get " + from + " " + to;
            case Errand.Look(var folder) -> "ls " + folder;
            case Errand.Rename(var from, var to) -> "mv " + from + " " + to;
            case Errand.Remove(var path) -> "rm " + path;
            case Errand.PutOn(var from, var to) -> "reput " + from + " " + to;
            case Errand.GetOn(var from, var to) -> "reget " + from + " " + to;
        };
    }
}
