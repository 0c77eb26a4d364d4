package dev.drey.operations;

import dev.drey.events.Event;
import dev.drey.events.Events;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import dev.drey.session.Asker;
import dev.drey.session.Draft;
import dev.drey.session.Drafted;
import dev.drey.session.Owner;
import dev.drey.session.Question;
import dev.drey.session.Secret;
import dev.drey.session.Server;
import dev.drey.session.Target;
import dev.drey.transfer.Moved;
import dev.drey.transfer.MovedTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;

/// The engine with the reference's method names, for programs written in Java. Calls block.
///
/// One of these has one session, made by [#createSession]; close it to end the session.
public final class Sftp implements AutoCloseable {
    private final Operations operations;
    private final Events events;
    private final Owner owner = new Owner("java-" + UUID.randomUUID());
    private final Caller caller;
    private volatile boolean answersByEvents;
    private Optional<Where> where = Optional.empty();

    /// @param asker who answers questions about host keys and passwords
    public Sftp(Operations operations, Events events, Asker asker) {
        this.operations = operations;
        this.events = events;
        this.caller = new Caller(owner, new Answering(asker));
    }

    /// The caller's asker, and the listeners who have said that they want to hear questions.
    private final class Answering implements Asker {
        private final Asker asker;

        Answering(Asker asker) {
            this.asker = asker;
        }

        @Override
        public boolean canAsk() {
            return asker.canAsk();
        }

        @Override
        public boolean listensForAnswers() {
            return answersByEvents || asker.listensForAnswers();
        }

        @Override
        public boolean takesSecrets() {
            return asker.takesSecrets();
        }

        @Override
        public Trust trust(Question.HostKey question) {
            return asker.trust(question);
        }

        @Override
        public Optional<Secret> answer(Question.Prompt question) {
            return asker.answer(question);
        }
    }

    /// Connects; the answer is the session's id.
    public String createSession(SftpConnectionOptions options) throws Failed {
        Draft draft = new Draft("options", Draft.Expansion.NONE);
        draft.takeAll(options.fields());
        Path home = Path.of(System.getProperty("user.home", "/"));
        String name = String.valueOf(options.fields().getOrDefault("host", "server"));
        Server server = Drafted.server(draft, name, home, true, Optional.empty());
        var connected = (Outcome.Connected)
                ask(new Operation.Connect(new Target.Remote(server))).outcome();
        where = Optional.of(new Where.InSession(connected.session()));
        return connected.session();
    }

    /// Calls `listener` at every event of that name, such as `transfer-progress`; one thread at a time.
    ///
    /// Who listens for `host-key-verification` or `auth-prompt` answers there, unless the asker can; so
    /// that has to be said before [#createSession].
    public Events.Subscription on(String event, Consumer<Event> listener) {
        if (event.equals("host-key-verification") || event.equals("auth-prompt")) answersByEvents = true;
        return events.subscribe(owner, happened -> {
            if (happened.name().equals(event)) listener.accept(happened);
        });
    }

    public Moved uploadFile(String local, String remote, SftpTransferOptions options) throws Failed {
        return file(Operation.local(Path.of(local)), remote(remote), options);
    }

    public Moved downloadFile(String remote, String local, SftpTransferOptions options) throws Failed {
        return file(remote(remote), Operation.local(Path.of(local)), options);
    }

    private Moved file(Place from, Place to, SftpTransferOptions options) throws Failed {
        Result result = ask(new Operation.CopyFile(from, to, options.options()));
        return ((Outcome.FileMoved) result.outcome()).moved().withWarnings(result.warnings());
    }

    /// The contents of `localDirectory` into `remoteDirectory`.
    public MovedTree uploadDirectory(String localDirectory, String remoteDirectory, SftpTransferOptions options)
            throws Failed {
        return tree(Operation.local(Path.of(localDirectory)), remote(remoteDirectory), options);
    }

    public MovedTree downloadDirectory(String remoteDirectory, String localDirectory, SftpTransferOptions options)
            throws Failed {
        return tree(remote(remoteDirectory), Operation.local(Path.of(localDirectory)), options);
    }

    private MovedTree tree(Place from, Place to, SftpTransferOptions options) throws Failed {
        Result result = ask(new Operation.CopyTree(from, to, options.options(), options.tree()));
        return ((Outcome.TreeMoved) result.outcome()).moved().withWarnings(result.warnings());
    }

    /// One directory, hidden names too, sorted by name.
    public List<Outcome.Line> listFiles(String remotePath) throws Failed {
        var listed = (Outcome.Listed) ask(new Operation.ListDirectory(
                        remote(remotePath), List.of(), true, 1, OptionalInt.empty(), Optional.empty(), true))
                .outcome();
        return listed.lines();
    }

    public void createDirectory(String remotePath) throws Failed {
        ask(new Operation.MakeDirectory(remote(remotePath), false, OptionalInt.empty()));
    }

    public void removeFile(String remotePath) throws Failed {
        ask(new Operation.Remove(remote(remotePath)));
    }

    public void removeDirectory(String remotePath) throws Failed {
        ask(new Operation.RemoveDirectory(remote(remotePath)));
    }

    /// Refuses to replace.
    public void renameFile(String oldPath, String newPath) throws Failed {
        ask(new Operation.Rename(remote(oldPath), RemotePath.of(newPath), false));
    }

    /// @param mode such as `755` or `u+rwX,go-w`
    public void setFilePermissions(String remotePath, String mode) throws Failed {
        ask(new Operation.ChangeMode(remote(remotePath), mode, false));
    }

    public Outcome.Line getFileStats(String remotePath) throws Failed {
        return ((Outcome.Described)
                        ask(new Operation.Stat(remote(remotePath), true, true)).outcome())
                .line();
    }

    /// Lower-case hex.
    public String calculateChecksum(String remotePath, String algorithm) throws Failed {
        var summed = (Outcome.Summed) ask(new Operation.Checksum(remote(remotePath), algorithm, false))
                .outcome();
        return summed.sums().getFirst().hex();
    }

    private Result ask(Operation operation) throws Failed {
        return operations.perform(caller, operation);
    }

    private Place remote(String path) throws Failed {
        Where session = where.orElseThrow(
                () -> Failure.of(Failure.Code.SESSION_CLOSED, "there is no session; call createSession first")
                        .thrown());
        return new Place(session, RemotePath.of(path));
    }

    /// Ends the session.
    @Override
    public void close() throws Failed {
        if (where.isPresent() && where.get() instanceof Where.InSession(String id)) {
            operations.perform(caller, new Operation.Disconnect(id));
        }
        where = Optional.empty();
    }
}
