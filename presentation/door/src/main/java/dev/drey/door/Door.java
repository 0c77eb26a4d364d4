package dev.drey.door;

import dev.drey.access.Access;
import dev.drey.access.Pass;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.sftp.server.Budget;
import dev.drey.ssh.Entrance;
import dev.drey.ssh.RareLog;
import dev.drey.ssh.UserKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets people in by key, password or token, and shows each the targets that they may use: all as folders, or the one
/// that the user name says (`USER@TARGET`). Called by the connections' threads.
public final class Door implements Entrance {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final Access access;
    private final Trees trees;
    private final Optional<Control> control;
    private final Optional<String> pinned;
    private final Served served;

    /// Without the name that was said: it may be a password in the wrong place.
    private final RareLog notLetIn = new RareLog("not let in", LOG::info);

    /// What serves Drey's own programs over the subsystem `drey-control`; the channel is closed when it returns.
    public interface Control {
        void serve(Pass pass, Channel channel);
    }

    private Door(Access access, Trees trees, Optional<Control> control, Optional<String> pinned, Served served) {
        this.access = access;
        this.trees = trees;
        this.control = control;
        this.pinned = pinned;
        this.served = served;
    }

    /// @param budget what all doors of this process share
    public static Door of(Access access, Trees trees, Control control, Budget budget) {
        return new Door(access, trees, Optional.of(control), Optional.empty(), new Served(budget));
    }

    /// The same, but one target alone: the name before `@` is not looked at, so who asks is known by key or token only.
    public Door pinned(String target) {
        return new Door(access, trees, Optional.empty(), Optional.of(target), served);
    }

    /// How many files and directories clients have open, at this door and those pinned from it.
    public int openFiles() {
        return served.open();
    }

    /// Waits until all that was opened for clients has been closed, and noted, whose connections have ended.
    ///
    /// @return whether it is so
    public boolean awaitNobody(Duration limit) throws InterruptedException {
        return served.awaitNobody(limit);
    }

    /// Whether a guest is one of a door whose credential lets nobody in any more. Who cannot be looked up at this
    /// moment stays: they are asked for again at their next step.
    public boolean isOver(Guest guest) {
        if (!(guest instanceof Lodger lodger)) return false;
        try {
            access.of(lodger.pass());
            return false;
        } catch (Failed over) {
            return over.code() == Failure.Code.NOT_ALLOWED;
        }
    }

    @Override
    public Optional<Guest> admit(String username, Proof proof, String from) {
        Address address = pinned.isPresent() ? new Address("", pinned) : Address.parse(username);
        try {
            return pass(address, proof, from).map(pass -> guest(pass, address));
        } catch (Failed refused) {
            notLetIn.add(from, refused.failure().message());
            return Optional.empty();
        }
    }

    private Guest guest(Pass pass, Address address) {
        return new Lodger(
                pass,
                () -> address.target().map(name -> trees.target(pass, name)).orElseGet(() -> trees.everything(pass)),
                address.target().isEmpty() ? control : Optional.empty(),
                served);
    }

    private Optional<Pass> pass(Address address, Proof proof, String from) throws Failed {
        return switch (proof) {
            case Proof.Key(UserKey key) when pinned.isPresent() -> access.byKeyAlone(fingerprint(key), from);
            case Proof.Key(UserKey key) -> access.byKey(address.user(), fingerprint(key), from);
            case Proof.Password(var text) when pinned.isPresent() -> access.byToken(text.reveal(), from);
            case Proof.Password(var text) -> access.byPassword(address.user(), text.reveal(), from);
        };
    }

    /// As `ssh-keygen -l` shows it.
    public static String fingerprint(UserKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.blob());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
