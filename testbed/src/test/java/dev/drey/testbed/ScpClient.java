package dev.drey.testbed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// OpenSSH's `scp`, which speaks SFTP since 9.0; it carries files and does nothing else.
final class ScpClient implements DoorClient {
    @Override
    public String name() {
        return "scp";
    }

    @Override
    public boolean can(Errand errand) {
        return errand instanceof Errand.Put || errand instanceof Errand.Get;
    }

    @Override
    public String run(DoorLogin login, List<Errand> errands, Path work) {
        String there = login.username() + "@" + login.host() + ":";
        StringBuilder words = new StringBuilder();
        for (Errand errand : errands) {
            words.append(
                    switch (errand) {
                        case Errand.Put(var from, var to) -> copy(login, from.toString(), there + to, work);
                        case Errand.Get(var from, var to) -> copy(login, there + from, to.toString(), work);
                        case Errand.Look _, Errand.Rename _, Errand.Remove _, Errand.PutOn _, Errand.GetOn _ ->
                            throw new IllegalArgumentException("scp cannot " + errand);
                    });
        }
        return words.toString();
    }

    private static String copy(DoorLogin login, String from, String to, Path work) {
        List<String> command = new ArrayList<>(List.of("scp", "-p"));
        command.addAll(DoorClient.sshOptions(login));
        command.addAll(List.of("-P", Integer.toString(login.port()), from, to));
        return DoorClient.said(work, DoorClient.askpass(login, work), command).fine();
    }
}
