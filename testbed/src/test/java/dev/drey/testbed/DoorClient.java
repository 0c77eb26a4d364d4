package dev.drey.testbed;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An SFTP client that nobody here wrote, as a guest at the door.
interface DoorClient {
    Duration LIMIT = Duration.ofSeconds(60);

    String name();

    /// Whether it has a way to do such a thing at all.
    boolean can(Errand errand);

    /// Comes in once, does all of it in this order and leaves.
    ///
    /// @param work an empty folder of its own
    /// @return what it said, the names it was asked to look at included
    /// @throws Exception when any of it fails
    String run(DoorLogin login, List<Errand> errands, Path work) throws Exception;

    /// What a program came to.
    record Said(int status, String words) {
        String fine() {
            if (status != 0) throw new AssertionError("status " + status + ": " + words);
            return words;
        }
    }

    /// Runs a program to its end.
    ///
    /// @param variables `NAME=value`, set for it
    static Said said(Path work, List<String> variables, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("env", "-C", work.toString()));
        whole.addAll(variables);
        whole.addAll(command);
        try (TempDir dir = TempDir.create();
                Child child = Child.daemon(command.getFirst(), dir.resolve("said"), whole)) {
            return new Said(child.await(LIMIT), child.log());
        }
    }

    /// The options by which OpenSSH's programs come in; `ssh` itself is started by `lftp` and `sshfs` too.
    static List<String> sshOptions(DoorLogin login) {
        List<String> options = new ArrayList<>(List.of("-F", "/dev/null", "-o", "StrictHostKeyChecking=yes"));
        options.addAll(List.of("-o", "UserKnownHostsFile=" + login.knownHosts(), "-o", "LogLevel=ERROR"));
        options.addAll(List.of("-o", "BatchMode=no", "-o", "NumberOfPasswordPrompts=1", "-o", "IdentitiesOnly=yes"));
        login.key().ifPresent(key -> options.addAll(List.of("-i", key.toString())));
        if (login.key().isEmpty()) options.addAll(List.of("-o", "PubkeyAuthentication=no"));
        return options;
    }

    /// Variables by which OpenSSH asks a program for the password instead of a person.
    static List<String> askpass(DoorLogin login, Path work) {
        if (login.key().isPresent()) return List.of();
        Path script = Daemon.write(work.resolve("askpass"), "#!/bin/sh\necho '" + login.secret() + "'\n");
        try {
            java.nio.file.Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return List.of("SSH_ASKPASS=" + script, "SSH_ASKPASS_REQUIRE=force");
    }
}
