package dev.drey.testbed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// OpenSSH's `sftp`, told what to do by a batch file.
final class SftpClient implements DoorClient {
    @Override
    public String name() {
        return "sftp";
    }

    @Override
    public boolean can(Errand errand) {
        return true;
    }

    @Override
    public String run(DoorLogin login, List<Errand> errands, Path work) {
        return batch(login, errands.stream().map(SftpClient::line).toList(), work)
                .fine();
    }

    /// Runs lines as they are; the first that fails ends it with status 1.
    static Said batch(DoorLogin login, List<String> lines, Path work) {
        Path batch = Daemon.write(work.resolve("batch"), lines.stream().collect(Collectors.joining("\n", "", "\n")));
        List<String> command = new ArrayList<>(List.of("sftp"));
        command.addAll(DoorClient.sshOptions(login));
        command.addAll(List.of("-P", Integer.toString(login.port()), "-b", batch.toString()));
        command.add(login.username() + "@" + login.host());
        return DoorClient.said(work, DoorClient.askpass(login, work), command);
    }

    private static String line(Errand errand) {
        return switch (errand) {
            case Errand.Put(var from, var to) -> "put " + from + " " + to;
            case Errand.Get(var from, var to) -> "get " + from + " " + to;
            case Errand.Look(var folder) -> "ls -1 " + folder;
            case Errand.Rename(var from, var to) -> "rename " + from + " " + to;
            case Errand.Remove(var path) -> "rm " + path;
            case Errand.PutOn(var from, var to) -> "reput " + from + " " + to;
            case Errand.GetOn(var from, var to) -> "reget " + from + " " + to;
        };
    }
}
