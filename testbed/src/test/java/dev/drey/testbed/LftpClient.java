package dev.drey.testbed;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// `lftp`, which has an SFTP of its own over OpenSSH's `ssh`.
final class LftpClient implements DoorClient {
    @Override
    public String name() {
        return "lftp";
    }

    @Override
    public boolean can(Errand errand) {
        return true;
    }

    @Override
    public String run(DoorLogin login, List<Errand> errands, Path work) {
        return commands(login, errands.stream().map(LftpClient::line).collect(Collectors.joining("; ")), work);
    }

    /// Lftp's own commands.
    static String commands(DoorLogin login, String commands, Path work) {
        String ssh = "ssh -a -x " + String.join(" ", DoorClient.sshOptions(login));
        String whole = "set sftp:connect-program '" + ssh + "'; set net:max-retries 2; set net:timeout 20;"
                + " set cmd:fail-exit yes; set cmd:interactive no; open -u '" + login.username() + "','"
                + login.secret() + "' -p " + login.port() + " sftp://" + login.host() + "; " + commands;
        return DoorClient.said(work, List.of("HOME=" + work), List.of("lftp", "-c", whole))
                .fine();
    }

    private static String line(Errand errand) {
        return switch (errand) {
            case Errand.Put(var from, var to) -> "put " + from + " -o " + to;
            case Errand.Get(var from, var to) -> "get " + from + " -o " + to;
            case Errand.Look(var folder) -> "cls -1 --basename " + folder + "/";
            case Errand.Rename(var from, var to) -> "mv " + from + " " + to;
            case Errand.Remove(var path) -> "rm " + path;
            case Errand.PutOn(var from, var to) -> "put -c " + from + " -o " + to;
            case Errand.GetOn(var from, var to) -> "get -c " + from + " -o " + to;
        };
    }
}
