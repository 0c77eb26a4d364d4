package dev.drey.testbed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// `rclone`, with Go's SSH and the library pkg/sftp. Where the door is, its environment says.
final class RcloneClient implements DoorClient {
    /// What stands before a path at the door.
    static final String THERE = ":sftp:";

    /// Secrets as rclone wants them, each made once: a bisync knows its folders by what they are reached
    /// with.
    private static final Map<String, String> OBSCURED = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "rclone";
    }

    @Override
    public boolean can(Errand errand) {
        return !(errand instanceof Errand.PutOn || errand instanceof Errand.GetOn);
    }

    @Override
    public String run(DoorLogin login, List<Errand> errands, Path work) {
        StringBuilder words = new StringBuilder();
        for (Errand errand : errands) words.append(command(login, work, line(errand)));
        return words.toString();
    }

    static String command(DoorLogin login, Path work, List<String> line) {
        List<String> variables = new ArrayList<>(List.of("RCLONE_CONFIG=/dev/null", "HOME=" + work));
        variables.add("RCLONE_SFTP_HOST=" + login.host());
        variables.add("RCLONE_SFTP_PORT=" + login.port());
        variables.add("RCLONE_SFTP_USER=" + login.username());
        variables.add("RCLONE_SFTP_KNOWN_HOSTS_FILE=" + login.knownHosts());
        login.key().ifPresent(key -> variables.add("RCLONE_SFTP_KEY_FILE=" + key));
        if (login.key().isEmpty())
            variables.add("RCLONE_SFTP_PASS=" + OBSCURED.computeIfAbsent(login.secret(), RcloneClient::obscured));
        List<String> command = new ArrayList<>(List.of("rclone", "--retries", "1", "--low-level-retries", "1"));
        command.addAll(line);
        return DoorClient.said(work, variables, command).fine();
    }

    private static String obscured(String secret) {
        return Child.run("rclone", "obscure", secret).strip();
    }

    private static List<String> line(Errand errand) {
        return switch (errand) {
            case Errand.Put(var from, var to) -> List.of("copyto", from.toString(), THERE + to);
            case Errand.Get(var from, var to) -> List.of("copyto", THERE + from, to.toString());
            case Errand.Look(var folder) -> List.of("lsf", THERE + folder);
            case Errand.Rename(var from, var to) -> List.of("moveto", THERE + from, THERE + to);
            case Errand.Remove(var path) -> List.of("deletefile", THERE + path);
            case Errand.PutOn _, Errand.GetOn _ -> throw new IllegalArgumentException("rclone cannot " + errand);
        };
    }
}
