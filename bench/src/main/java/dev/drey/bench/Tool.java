package dev.drey.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A program that moves files, and how it is asked to. All use the same server, key and cipher, and their own
/// defaults otherwise; where a default would cost a peer time that drey does not spend, the peer is spared
/// it.
public enum Tool {
    DREY {
        @Override
        List<String> command(Errand errand, Access access) {
            boolean tree = errand.kind() == Errand.Kind.PUT_TREE || errand.kind() == Errand.Kind.GET_TREE;
            List<String> words = new ArrayList<>(
                    List.of(access.drey().toString(), errand.kind().words()));
            words.addAll(List.of("-P", "" + access.port(), "-i", access.key().toString()));
            words.addAll(List.of("-o", "knownHostsFile=" + access.knownHosts(), "-o", "cipher=" + Access.CIPHER));
            if (tree) words.add("-r");
            words.addAll(ends(errand, access));
            return words;
        }
    },
    SFTP {
        @Override
        List<String> command(Errand errand, Access access) {
            String line = switch (errand.kind()) {
                case PUT, GET -> errand.kind().words() + " " + errand.from() + " " + errand.to();
                case PUT_TREE, GET_TREE -> errand.kind().words() + " -r " + errand.from() + " " + errand.to();
                case LIST -> "ls -1 " + errand.from();
            };
            Path batch = script(access, "sftp.batch", line + "\n");
            return words("sftp -q -F", access.sshConfig(), "-P", access.port(), "-b", batch, access.login());
        }
    },
    SCP {
        @Override
        List<String> command(Errand errand, Access access) {
            List<String> words = words("scp -q -r -F", access.sshConfig(), "-P", access.port());
            words.addAll(ends(errand, access));
            return words;
        }
    },
    LFTP {
        @Override
        List<String> command(Errand errand, Access access) {
            String what = switch (errand.kind()) {
                case PUT, GET -> errand.kind().words() + " " + errand.from() + " -o " + errand.to();
                case PUT_TREE -> "mirror -R -P10 " + errand.from() + " " + errand.to();
                case GET_TREE -> "mirror -P10 " + errand.from() + " " + errand.to();
                case LIST -> "cls -1 " + errand.from();
            };
            String script = "set sftp:connect-program \"ssh -a -x -F " + access.sshConfig() + "\"\n"
                    + "set net:max-retries 2\nset net:timeout 60\nset cmd:fail-exit yes\nset cmd:interactive no\n"
                    + "open -p " + access.port() + " -u " + access.user() + ", sftp://" + access.host() + "\n" + what
                    + "\n";
            return words("lftp --norc -f", script(access, "lftp.script", script));
        }
    },
    RCLONE {
        @Override
        List<String> command(Errand errand, Access access) {
            List<String> words = switch (errand.kind()) {
                case PUT, GET -> words("rclone copyto");
                case PUT_TREE, GET_TREE -> words("rclone copy --transfers 10 --checkers 10");
                case LIST -> words("rclone lsf");
            };
            words.addAll(words("--config", script(access, "rclone.conf", "")));
            words.addAll(words("--sftp-host", access.host(), "--sftp-port", access.port()));
            words.addAll(words("--sftp-user", access.user(), "--sftp-key-file", access.key()));
            words.addAll(words("--sftp-known-hosts-file", access.knownHosts(), "--sftp-disable-hashcheck"));
            boolean up = errand.kind().isUp();
            words.add((up ? "" : ":sftp:") + errand.from());
            if (errand.kind() != Errand.Kind.LIST) words.add((up ? ":sftp:" : "") + errand.to());
            return words;
        }
    },
    RSYNC {
        @Override
        List<String> command(Errand errand, Access access) {
            List<String> words = words("rsync -a -e");
            words.add("ssh -F " + access.sshConfig() + " -p " + access.port());
            List<String> ends = ends(errand, access);
            boolean file = errand.kind() == Errand.Kind.PUT || errand.kind() == Errand.Kind.GET;
            words.add(ends.getFirst() + (file ? "" : "/"));
            words.addAll(ends.subList(1, ends.size()));
            return words;
        }
    };

    /// The command line that does the errand; what it names must be there, and the destination must not.
    abstract List<String> command(Errand errand, Access access);

    /// As a person types it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it is on this machine's PATH; drey always is, in this folder.
    public boolean isInstalled() {
        return this == DREY || Tools.isOnPath(word());
    }

    private static List<String> ends(Errand errand, Access access) {
        List<String> ends = new ArrayList<>();
        ends.add(errand.kind().isUp() ? errand.from().toString() : access.remote(errand.from()));
        if (errand.kind() != Errand.Kind.LIST) {
            ends.add(
                    errand.kind().isUp()
                            ? access.remote(errand.to())
                            : errand.to().toString());
        }
        return ends;
    }

    private static List<String> words(String start, Object... more) {
        List<String> words = new ArrayList<>(List.of(start.split(" ", -1)));
        for (Object word : more) words.add(word.toString());
        return words;
    }

    private static Path script(Access access, String name, String text) {
        try {
            return Files.writeString(access.scratch().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
