package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.EOFException;
import java.io.StreamCorruptedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.kex.KexProposalOption;

/// What the library and the network report, as failures.
final class Failures {
    private static final int LONGEST_QUOTE = 200;

    private Failures() {}

    /// A connection that stood and ended without our wish.
    static Failure lost(DialledSession session) {
        String peer = session.login().dialing().peer();
        Optional<Throwable> cause = session.cause();
        if (cause.isPresent() && cause.get() instanceof Failed failed) return failed.failure();
        String why = cause.map(Failures::said).orElse("the server closed it");
        return Failure.of(Code.CONNECTION_LOST, "the connection to " + peer + " was lost: " + why);
    }

    /// Why a dialling failed after the transport stood.
    static Failed dialling(DialledSession session, Throwable reported) {
        Throwable cause = session.cause().orElse(reported);
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof Failed failed) return failed;
        }
        Login login = session.login();
        String peer = login.dialing().peer();
        if (session.getServerVersion() == null) return unnamed(peer, cause);
        if (negotiationFailed(session, cause)) return negotiation(session, peer, cause);
        boolean loggingIn = session.getNegotiatedKexParameter(KexProposalOption.SERVERKEYS) != null && login.begun();
        if (cause instanceof DialledSession.Disconnected said && loggingIn) return login.failed(said(said));
        if (loggingIn
                && cause instanceof SshException no
                && no.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE)
            return login.failed("");
        if (cause instanceof SshException wrong && wrong.getDisconnectCode() > 0)
            return Failure.of(Code.PROTOCOL_ERROR, peer + " and we do not understand each other: " + said(wrong))
                    .thrown(cause);
        return Failure.of(
                        Code.CONNECTION_LOST,
                        "the connection to " + peer + " was lost while connecting: " + said(cause))
                .thrown(cause);
    }

    private static Failed unnamed(String peer, Throwable cause) {
        if (cause instanceof StreamCorruptedException
                || (cause instanceof SshException wrong && wrong.getDisconnectCode() > 0))
            return Failure.of(Code.PROTOCOL_ERROR, peer + " does not speak SSH; is this the right port?")
                    .thrown(cause);
        return Failure.of(
                        Code.CONNECTION_LOST,
                        peer + " closed the connection before it named itself; it may be"
                                + " overloaded, or not take connections from here")
                .thrown(cause);
    }

    private static boolean negotiationFailed(DialledSession session, Throwable cause) {
        return session.getKexNegotiationResult().isEmpty()
                && !session.getServerKexProposals().isEmpty()
                && cause instanceof SshException said
                && said.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED;
    }

    private static Failed negotiation(DialledSession session, String peer, Throwable cause) {
        Map<KexProposalOption, String> ours = session.getClientKexProposals();
        Map<KexProposalOption, String> theirs = session.getServerKexProposals();
        StringBuilder text = new StringBuilder("no common algorithm with " + peer);
        Failure failure = Failure.of(Code.NEGOTIATION_FAILED, "");
        for (KexProposalOption kind : KexProposalOption.VALUES) {
            String our = ours.getOrDefault(kind, "");
            String their = theirs.getOrDefault(kind, "");
            if (our.isEmpty() || common(our, their)) continue;
            text.append(": ")
                    .append(kind.getDescription())
                    .append(": we offer ")
                    .append(our)
                    .append("; the server ")
                    .append(clean(their));
            failure = failure.with("ours", our).with("theirs", clean(their)).with("kind", kind.getDescription());
            break;
        }
        return failure.withMessage(text.toString()).thrown(cause);
    }

    private static boolean common(String our, String their) {
        var list = List.of(their.split(","));
        return Arrays.stream(our.split(",")).anyMatch(list::contains);
    }

    static Failed notReady(DialledSession session, Duration limit) {
        String peer = session.login().dialing().peer();
        String what = session.getServerVersion() == null
                ? " took the connection but said nothing for "
                : session.login().begun()
                        ? " did not let us in or turn us away within "
                        : " did not agree on keys within ";
        return Failure.of(Code.TIMEOUT, peer + what + Times.text(limit)).thrown();
    }

    /// What a peer or the library said, fit to be shown.
    static String said(Throwable cause) {
        String text = cause.getMessage();
        return switch (cause) {
            case DialledSession.Disconnected left -> "the server said: " + clean(left.text());
            case EOFException end -> "the server closed it";
            default -> text == null || text.isBlank() ? "no reason was given" : clean(text);
        };
    }

    /// Printable, on one line, not too long.
    static String clean(String text) {
        String one = text.strip().replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ");
        return one.length() <= LONGEST_QUOTE ? one : one.substring(0, LONGEST_QUOTE) + "…";
    }
}
