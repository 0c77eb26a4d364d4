package dev.drey.hostkeys;

import dev.drey.files.Failure;
import java.util.List;

/// What to do with a server after its key was judged.
public sealed interface Decision {

    /// Go on.
    ///
    /// @param warnings what every result of this connection has to carry; empty when the key is trusted
    /// @param secretsAllowed whether passwords, prompts and the forwarded agent may be used: not towards a key
    ///     that changed, as in OpenSSH
    record Accept(List<String> warnings, boolean secretsAllowed) implements Decision {
        public Accept {
            warnings = List.copyOf(warnings);
        }
    }

    /// Go on, and write the key down ([KnownHostsFile#remember]) so that it is trusted from now on.
    record AcceptAndRemember() implements Decision {}

    /// Ask a person: trust once, remember, or refuse. No answer is a refusal with `otherwise`.
    ///
    /// @param question what to show, several lines
    record Ask(Verdict.Unknown verdict, String question, Failure otherwise) implements Decision {}

    /// Hang up.
    record Refuse(Failure failure) implements Decision {}
}
