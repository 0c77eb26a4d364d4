package dev.drey.testbed;

import dev.drey.files.Changes;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Decoded;
import dev.drey.sftp.wire.OpenFlags;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// Every request of the server that takes a path, as a bare packet: also those that our client has another way for.
/// `mine`
/// and `f` lie in the caller's own directory.
enum ServerDeed {
    OPEN_AND_READ(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            Reply reply = talk.ask(new Request.Open(talk.nextId(), path, OpenFlags.READ, Attrs.NONE));
            if (!(reply instanceof Reply.Handle(int id, Bytes handle))) return;
            if (talk.ask(new Request.Read(talk.nextId(), handle, 0, 100)) instanceof Reply.Data data)
                witness.bytes(Bytes.of(data.data()).toArray());
            look(witness, talk.ask(new Request.Fstat(talk.nextId(), handle)));
            talk.ask(new Request.Fsetstat(talk.nextId(), handle, Attrs.of(Changes.ofPermissions(0666))));
            talk.ask(new Request.Close(talk.nextId(), handle));
        }
    },
    OPEN_AND_WRITE(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            int flags = OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.APPEND;
            Reply reply = talk.ask(new Request.Open(talk.nextId(), path, flags, Attrs.NONE));
            if (!(reply instanceof Reply.Handle(int id, Bytes handle))) return;
            talk.ask(new Request.Write(
                    talk.nextId(), handle, 0, Bytes.of("defaced").buffer()));
            talk.ask(new Request.Close(talk.nextId(), handle));
        }
    },
    EMPTY(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            int flags = OpenFlags.READ | OpenFlags.TRUNCATE;
            Reply reply = talk.ask(new Request.Open(talk.nextId(), path, flags, Attrs.NONE));
            if (reply instanceof Reply.Handle(int id, Bytes handle)) talk.ask(new Request.Close(talk.nextId(), handle));
        }
    },
    LIST(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            Reply reply = talk.ask(new Request.Opendir(talk.nextId(), path));
            if (!(reply instanceof Reply.Handle(int id, Bytes handle))) return;
            Reply some = talk.ask(new Request.Readdir(talk.nextId(), handle));
            while (some instanceof Reply.Names names) {
                names.names().forEach(named -> {
                    witness.attributes(named.attrs().attributes());
                    if (named.filename().text().equals("deep")) witness.tell("listed it");
                });
                some = talk.ask(new Request.Readdir(talk.nextId(), handle));
            }
            look(witness, talk.ask(new Request.Fstat(talk.nextId(), handle)));
            talk.ask(new Request.Fsetstat(talk.nextId(), handle, Attrs.of(Changes.ofPermissions(0777))));
            talk.ask(new Request.Close(talk.nextId(), handle));
        }
    },
    STAT(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            look(witness, talk.ask(new Request.Stat(talk.nextId(), path)));
            look(witness, talk.ask(new Request.Lstat(talk.nextId(), path)));
        }
    },
    SETSTAT(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            talk.ask(new Request.Setstat(talk.nextId(), path, Attrs.of(Changes.ofPermissions(0666))));
            talk.ask(new Request.Setstat(talk.nextId(), path, Attrs.of(Changes.ofSize(1 << 20))));
        }
    },
    LSETSTAT(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            Changes times = Changes.ofTimes(Instant.EPOCH, Instant.EPOCH);
            talk.ask(new Request.Lsetstat(talk.nextId(), path, Attrs.of(times)));
            talk.ask(new Request.Lsetstat(talk.nextId(), path, Attrs.of(Changes.ofOwner(77, 77))));
        }
    },
    REALPATH(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            real(witness, talk.ask(new Request.Realpath(talk.nextId(), path)));
        }
    },
    EXPAND_PATH(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            real(witness, talk.ask(new Request.ExpandPath(talk.nextId(), path)));
            RemotePath below = RemotePath.of("~/" + path.text());
            real(witness, talk.ask(new Request.ExpandPath(talk.nextId(), below)));
        }
    },
    HOME_DIRECTORY(false) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            real(witness, talk.ask(new Request.HomeDirectory(talk.nextId(), path.text())));
            real(witness, talk.ask(new Request.HomeDirectory(talk.nextId(), "root")));
        }
    },
    MKDIR(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            talk.ask(new Request.Mkdir(talk.nextId(), path, Attrs.NONE));
        }
    },
    RMDIR(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            talk.ask(new Request.Rmdir(talk.nextId(), path));
        }
    },
    REMOVE(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            talk.ask(new Request.Remove(talk.nextId(), path));
        }
    },
    RENAME(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            talk.ask(new Request.Rename(talk.nextId(), path, MINE));
            talk.ask(new Request.Rename(talk.nextId(), MINE, path));
            talk.ask(new Request.Rename(talk.nextId(), F, path));
        }
    },
    POSIX_RENAME(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            talk.ask(new Request.PosixRename(talk.nextId(), F, path));
            talk.ask(new Request.PosixRename(talk.nextId(), path, MINE));
        }
    },
    SYMLINK(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            talk.ask(new Request.Symlink(talk.nextId(), F, path));
            talk.ask(new Request.Symlink(talk.nextId(), path, MINE));
            if (talk.ask(new Request.Open(talk.nextId(), MINE, OpenFlags.READ, Attrs.NONE))
                    instanceof Reply.Handle(int id, Bytes handle)) {
                if (talk.ask(new Request.Read(talk.nextId(), handle, 0, 100)) instanceof Reply.Data data)
                    witness.bytes(Bytes.of(data.data()).toArray());
                talk.ask(new Request.Close(talk.nextId(), handle));
            }
            talk.ask(new Request.Remove(talk.nextId(), MINE));
        }
    },
    HARDLINK(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            talk.ask(new Request.HardLink(talk.nextId(), path, MINE));
            talk.ask(new Request.HardLink(talk.nextId(), F, path));
        }
    },
    COPY_FILE(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            talk.ask(new Request.CopyFile(talk.nextId(), path, MINE, false));
            talk.ask(new Request.CopyFile(talk.nextId(), path, MINE, true));
            talk.ask(new Request.CopyFile(talk.nextId(), F, path, false));
            talk.ask(new Request.CopyFile(talk.nextId(), F, path, true));
        }
    },
    CHECK_FILE_NAME(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            Reply reply = talk.ask(new Request.CheckFileName(talk.nextId(), path, "sha256", 0, 0, 0));
            if (reply instanceof Reply.Extended extended
                    && Answer.decode(extended.body(), Answer.CheckFile.class)
                            instanceof Decoded.Whole<Answer.CheckFile>(Answer.CheckFile check)
                    && Arrays.equals(check.hashes().toArray(), Escapes.canaryHash())) witness.tell("hashed it");
        }
    },
    MD5_HASH(true) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            Reply reply = talk.ask(new Request.Md5Hash(talk.nextId(), path, 0, 0, Bytes.EMPTY));
            if (reply instanceof Reply.Extended extended && hex(extended).contains(MD5_OF_CANARY))
                witness.tell("hashed it");
        }
    },
    /// How full a disk is tells nothing that is out of bounds on the same disk; the answer must only come.
    STATVFS(false) {
        @Override
        void run(SftpTalk talk, RemotePath path, Witness witness) {
            talk.ask(new Request.Statvfs(talk.nextId(), path));
            talk.ask(new Request.SpaceAvailable(talk.nextId(), path));
        }
    };

    private static final RemotePath MINE = RemotePath.of("mine");
    private static final RemotePath F = RemotePath.of("f");
    private static final String MD5_OF_CANARY = md5();

    private final boolean leadsOut;

    ServerDeed(boolean leadsOut) {
        this.leadsOut = leadsOut;
    }

    abstract void run(SftpTalk talk, RemotePath path, Witness witness);

    /// Whether it changes nothing, wherever it leads.
    boolean onlyLooks() {
        return switch (this) {
            case STAT, REALPATH, EXPAND_PATH, HOME_DIRECTORY, CHECK_FILE_NAME, MD5_HASH, STATVFS -> true;
            case OPEN_AND_READ,
                    OPEN_AND_WRITE,
                    LIST,
                    EMPTY,
                    SETSTAT,
                    LSETSTAT,
                    MKDIR,
                    RMDIR,
                    REMOVE,
                    RENAME,
                    POSIX_RENAME,
                    SYMLINK,
                    HARDLINK,
                    COPY_FILE -> false;
        };
    }

    /// Whether it reaches something out of bounds where nobody holds it back.
    boolean canLeadOut() {
        return leadsOut;
    }

    private static void look(Witness witness, Reply reply) {
        if (reply instanceof Reply.Attributes attributes)
            witness.attributes(attributes.attrs().attributes());
    }

    private static void real(Witness witness, Reply reply) {
        if (reply instanceof Reply.Names names)
            witness.path(names.names().getFirst().filename().path());
    }

    private static String hex(Reply.Extended reply) {
        return reply.body().toString();
    }

    private static String md5() {
        try {
            byte[] hash = java.security.MessageDigest.getInstance("MD5")
                    .digest(Playground.CANARY.getBytes(StandardCharsets.UTF_8));
            return Bytes.of(hash).toString();
        } catch (java.security.NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
