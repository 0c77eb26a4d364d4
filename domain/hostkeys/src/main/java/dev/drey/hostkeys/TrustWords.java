package dev.drey.hostkeys;

import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.util.List;
import java.util.stream.Collectors;

/// Verdicts in words: each names the fingerprints, the lines and the command that would change it.
///
/// @param target what to write behind `drey trust`
record TrustWords(String target) {

    Failure unknown(Verdict.Unknown unknown) {
        String message = target + ": the host key is not known: " + unknown.key() + "." + seenBefore(unknown)
                + " Compare the fingerprint with the server's, then run: " + command("drey trust ");
        return failure(Code.HOST_KEY_UNKNOWN, message, unknown, unknown.sameKey(), "drey trust ");
    }

    Failure changed(Verdict.Changed changed) {
        String message = target + ": THE HOST KEY HAS CHANGED. The server shows " + changed.key() + ", but "
                + listed(changed.conflicting())
                + ". Either the server was given a new key, or somebody is listening in;"
                + " nothing was sent. If the new fingerprint is the server's, run: " + command("drey trust --replace ");
        return failure(
                Code.HOST_KEY_CHANGED, message, changed, changed.conflicting().reversed(), "drey trust --replace ");
    }

    Failure revoked(Verdict.Revoked revoked) {
        String message = target + ": the host key is REVOKED: " + revoked.key() + ", by "
                + revoked.by().place()
                + " (" + revoked.by().key() + "). Nothing was sent. Only if that line is wrong, remove it and run: "
                + command("drey trust ");
        return failure(Code.HOST_KEY_REVOKED, message, revoked, List.of(revoked.by()), "drey trust ");
    }

    String question(Verdict.Unknown unknown) {
        return "The host " + unknown.host() + " is not known yet.\n"
                + unknown.key().word() + " key fingerprint is " + unknown.key().fingerprint() + "\n"
                + (seenBefore(unknown).isEmpty() ? "" : seenBefore(unknown).strip() + "\n")
                + "Trust it from now on (yes/no/fingerprint)?";
    }

    String unsafe(Verdict.Unknown unknown) {
        return "the host key of " + target + " was not checked (it is not known): " + unknown.key();
    }

    String unsafe(Verdict.Changed changed) {
        return "the host key of " + target + " has CHANGED and was accepted unchecked: " + changed.key() + ", but "
                + listed(changed.conflicting()) + "; no password is sent to it";
    }

    private String seenBefore(Verdict.Unknown unknown) {
        String same = unknown.sameKey().stream()
                .map(line -> line.place() + (line.isHashed() ? "" : " (" + line.names() + ")"))
                .collect(Collectors.joining(", "));
        String others = unknown.otherPort().isEmpty()
                ? ""
                : " On another port the host has other keys: " + listed(unknown.otherPort()) + ".";
        return (same.isEmpty() ? "" : " The same key is known under other names: " + same + ".") + others;
    }

    private static String listed(List<KnownHost> lines) {
        return lines.stream()
                .limit(8)
                .map(line -> line.place() + " says " + line.key())
                .collect(Collectors.joining(", "));
    }

    /// A target that a shell would take apart is quoted.
    private String command(String words) {
        boolean plain = target.matches("[A-Za-z0-9._:@%/+-]+");
        return words + (plain ? target : "'" + target.replace("'", "'\\''") + "'");
    }

    private Failure failure(Code code, String message, Verdict verdict, List<KnownHost> lines, String words) {
        Failure failure = Failure.of(code, message)
                .withTarget(target)
                .with("host", verdict.host().lookup())
                .with("keyType", verdict.key().algorithm())
                .with("fingerprint", verdict.key().fingerprint().toString())
                .with("command", command(words));
        if (lines.isEmpty()) return failure;
        KnownHost offending = lines.getFirst();
        return failure.with("file", offending.file().toString())
                .with("line", Integer.toString(offending.line()))
                .with("known", offending.key().fingerprint().toString());
    }
}
