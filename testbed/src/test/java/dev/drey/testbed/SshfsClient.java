package dev.drey.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `sshfs`: what the door serves, mounted here, and used by the system's own calls.
final class SshfsClient implements DoorClient {
    /// A place at the door as a folder here, until it is closed.
    record Mount(Path folder) implements AutoCloseable {
        static Mount of(DoorLogin login, String path, Path work) {
            Path folder = work.resolve("mount");
            folder.toFile().mkdir();
            List<String> command = new ArrayList<>(List.of("sh", "-c", "exec sshfs \"$@\" < secret", "sh"));
            command.addAll(
                    List.of(login.username() + "@" + login.host() + ":" + path, folder.toString(), "-F", "/dev/null"));
            command.addAll(List.of("-o", "port=" + login.port() + ",StrictHostKeyChecking=yes,IdentitiesOnly=yes"));
            command.addAll(List.of("-o", "UserKnownHostsFile=" + login.knownHosts()));
            login.key().ifPresent(key -> command.addAll(List.of("-o", "IdentityFile=" + key)));
            if (login.key().isEmpty()) command.addAll(List.of("-o", "password_stdin,PubkeyAuthentication=no"));
            Daemon.write(work.resolve("secret"), login.secret() + "\n");
            DoorClient.said(work, List.of(), command).fine();
            return new Mount(folder);
        }

        Path at(String name) {
            return folder.resolve(name);
        }

        @Override
        public void close() {
            Child.run("fusermount3", "-u", folder.toString());
        }
    }

    @Override
    public String name() {
        return "sshfs";
    }

    @Override
    public boolean can(Errand errand) {
        return true;
    }

    @Override
    public String run(DoorLogin login, List<Errand> errands, Path work) throws IOException {
        StringBuilder words = new StringBuilder();
        try (Mount mount = Mount.of(login, "/", work)) {
            for (Errand errand : errands) words.append(does(mount, errand));
        }
        return words.toString();
    }

    private static String does(Mount mount, Errand errand) throws IOException {
        switch (errand) {
            case Errand.Put(var from, var to) -> Files.copy(from, at(mount, to), StandardCopyOption.REPLACE_EXISTING);
            case Errand.Get(var from, var to) -> Files.copy(at(mount, from), to, StandardCopyOption.REPLACE_EXISTING);
            case Errand.Look(var folder) -> {
                try (Stream<Path> all = Files.list(at(mount, folder))) {
                    return all.map(path -> path.getFileName() + "\n").collect(Collectors.joining());
                }
            }
            case Errand.Rename(var from, var to) -> Files.move(at(mount, from), at(mount, to));
            case Errand.Remove(var path) -> Files.delete(at(mount, path));
            case Errand.PutOn(var from, var to) -> goOn(from, at(mount, to));
            case Errand.GetOn(var from, var to) -> goOn(at(mount, from), to);
        }
        return "";
    }

    private static Path at(Mount mount, String path) {
        return mount.at(path.substring(1));
    }

    private static void goOn(Path from, Path to) throws IOException {
        long there = Files.size(to);
        try (var in = Files.newInputStream(from);
                var out = Files.newOutputStream(to, StandardOpenOption.APPEND)) {
            in.skipNBytes(there);
            in.transferTo(out);
        }
    }
}
