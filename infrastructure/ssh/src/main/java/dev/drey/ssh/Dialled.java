package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.hostkeys.HostKey;
import dev.drey.link.Channel;
import dev.drey.link.Exec;
import dev.drey.link.Link;
import dev.drey.link.LinkInfo;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.kex.KexProposalOption;

/// A connection that was dialled.
final class Dialled implements Link {
    private final DialledSession session;
    private final Dialing dialing;
    private final LinkInfo info;
    private volatile long laneWindow;

    Dialled(DialledSession session, HostKeyCheck check, List<String> warnings, Optional<Dialled> through) {
        this.session = session;
        this.dialing = session.login().dialing();
        this.info = new LinkInfo(
                dialing.peer(),
                Failures.clean(session.getServerVersion()),
                agreed(KexProposalOption.C2SENC),
                agreed(KexProposalOption.C2SMAC),
                agreed(KexProposalOption.ALGORITHMS),
                agreed(KexProposalOption.SERVERKEYS),
                agreed(KexProposalOption.C2SCOMP),
                check.accepted().map(HostKey::fingerprint).map(Object::toString),
                warnings,
                0);
        KeepAlive.watch(
                session,
                session.wire(),
                dialing.timing().keepAliveInterval(),
                dialing.timing().keepAliveCountMax(),
                Optional.empty(),
                session.over(),
                why -> session.fail(why.thrown()));
        var _ = session.over().thenRun(() -> through.ifPresent(before -> before.session.leave()));
    }

    private String agreed(KexProposalOption what) {
        return Optional.ofNullable(session.getNegotiatedKexParameter(what)).orElse("");
    }

    @Override
    public Channel openSftp() throws Failed {
        ClientLane.Start start = dialing.sftpCommand()
                .<ClientLane.Start>map(command -> new ClientLane.Start.Command(command, false))
                .orElse(new ClientLane.Start.Subsystem("sftp"));
        ClientLane lane = new ClientLane(
                session, start, dialing.windows(), dialing.timing().stall());
        open(lane, "sftp");
        laneWindow = lane.lane().firstWindow();
        return lane.lane();
    }

    @Override
    public Channel openSubsystem(String name) throws Failed {
        ClientLane lane = new ClientLane(
                session,
                new ClientLane.Start.Subsystem(name),
                dialing.windows(),
                dialing.timing().stall());
        try {
            open(lane, name);
        } catch (Failed failed) {
            if (failed.code() != Code.NO_SFTP_SUBSYSTEM) throw failed;
            throw Failure.of(Code.UNSUPPORTED, dialing.peer() + " has no subsystem '" + name + "'")
                    .thrown(failed);
        }
        return lane.lane();
    }

    @Override
    public Optional<Exec> exec() {
        return Optional.of(new Running(this, session, dialing));
    }

    /// The transport of a connection that goes on from here.
    Wire tunnel(Dialing next) throws Failed {
        ClientLane lane = new ClientLane(
                session,
                new ClientLane.Start.Tunnel(next.host(), next.port()),
                dialing.windows(),
                dialing.timing().stall());
        open(lane, next.peer());
        return new LaneWire(lane.lane(), next.host(), next.port());
    }

    /// Opens a channel and waits for what was asked of it, at most as long as connecting may take.
    void open(ClientLane lane, String what) throws Failed {
        long limit = dialing.timing().ready().toMillis();
        try {
            session.connection().registerChannel(lane);
            lane.open();
            lane.ready().get(limit, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            lane.close(false);
            Thread.currentThread().interrupt();
            throw Failure.of(Code.CANCELLED, "opening a channel at " + dialing.peer() + " was interrupted")
                    .thrown(interrupted);
        } catch (TimeoutException late) {
            lane.close(false);
            throw Failure.of(
                            Code.TIMEOUT,
                            dialing.peer() + " did not open a channel within "
                                    + Times.text(dialing.timing().ready()))
                    .thrown(late);
        } catch (ExecutionException refused) {
            throw refused.getCause() instanceof ClientLane.Refused no ? refusal(no, what) : gone(refused);
        } catch (IOException | RuntimeException lost) {
            throw gone(lost);
        }
    }

    private Failed gone(Exception why) {
        return session.loss()
                .orElseGet(() -> Failure.of(Code.CONNECTION_LOST, "the connection to " + dialing.peer() + " is closed"))
                .thrown(why);
    }

    private Failed refusal(ClientLane.Refused no, String what) {
        String peer = dialing.peer();
        String said = no.reason() == 0 ? "" : ": " + Failures.clean(String.valueOf(no.getMessage()));
        return switch (no.reason()) {
            case 0 ->
                what.equals("sftp")
                        ? noSftp()
                        : Failure.of(Code.UNSUPPORTED, peer + " does not run commands")
                                .thrown();
            case SshConstants.SSH_OPEN_CONNECT_FAILED ->
                what.equals("sftp") || what.equals("exec")
                        ? Failure.of(Code.LIMIT_EXCEEDED, peer + " opens no further channel" + said)
                                .thrown()
                        : Failure.of(Code.UNREACHABLE, peer + " cannot reach " + what + said)
                                .thrown();
            case SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED ->
                what.equals("sftp") || what.equals("exec")
                        ? Failure.of(Code.LIMIT_EXCEEDED, peer + " opens no further channel" + said)
                                .thrown()
                        : Failure.of(Code.NOT_ALLOWED, peer + " does not let us go on to " + what + said)
                                .thrown();
            case SshConstants.SSH_OPEN_RESOURCE_SHORTAGE ->
                Failure.of(Code.LIMIT_EXCEEDED, peer + " opens no further channel" + said)
                        .thrown();
            default ->
                Failure.of(Code.UNSUPPORTED, peer + " does not open such channels" + said)
                        .thrown();
        };
    }

    private Failed noSftp() {
        String asked = dialing.sftpCommand().map(command -> "run " + command).orElse("offer the sftp subsystem");
        return Failure.of(
                        Code.NO_SFTP_SUBSYSTEM,
                        dialing.peer() + " does not " + asked
                                + "; where sftp-server is installed, its path can be given as sftpServer")
                .thrown();
    }

    @Override
    public LinkInfo info() {
        return new LinkInfo(
                info.peer(),
                info.software(),
                info.cipher(),
                info.mac(),
                info.keyExchange(),
                info.hostKeyAlgorithm(),
                info.compression(),
                info.fingerprint(),
                info.warnings(),
                laneWindow);
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public void whenEnded(Consumer<Optional<Failure>> then) {
        var _ = session.over().thenRun(() -> then.accept(session.loss()));
    }

    @Override
    public void close() {
        session.leave();
        session.wire().awaitEnd();
    }
}
