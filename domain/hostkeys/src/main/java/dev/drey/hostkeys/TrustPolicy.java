package dev.drey.hostkeys;

import dev.drey.files.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How strict to be about host keys: OpenSSH's `StrictHostKeyChecking`.
///
/// A changed or revoked key is refused by each but `NO`, and a revoked one by that too: a person wrote that
/// line on purpose, and can remove it.
public enum TrustPolicy {
    /// Only keys that are known.
    YES,
    /// A host seen for the first time is believed and remembered.
    ACCEPT_NEW,
    /// A person is asked about a host seen for the first time; where nobody can be asked this is `YES`.
    ASK,
    /// Any key but a revoked one, with a warning on every result and never with a password once the key has
    /// changed. Nothing is remembered, so that a later strict connection does not trust what nobody looked at.
    NO;

    /// The policy that a word of a configuration names: `yes`, `true`, `accept-new`, `ask`, `no`, `false`,
    /// `off`.
    public static Optional<TrustPolicy> named(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> Optional.of(YES);
            case "accept-new" -> Optional.of(ACCEPT_NEW);
            case "ask" -> Optional.of(ASK);
            case "no", "false", "off" -> Optional.of(NO);
            default -> Optional.empty();
        };
    }

    /// What to do about a verdict.
    ///
    /// @param target what a person would write behind `drey trust`: the name of the server, or `[host]:port`
    /// @param somebodyCanBeAsked whether there is a person at hand to answer
    public Decision decide(Verdict verdict, String target, boolean somebodyCanBeAsked) {
        TrustWords words = new TrustWords(target);
        return switch (verdict) {
            case Verdict.Trusted trusted -> new Decision.Accept(List.of(), true);
            case Verdict.Unknown unknown -> firstSeen(unknown, words, somebodyCanBeAsked);
            case Verdict.Changed changed ->
                this == NO
                        ? new Decision.Accept(List.of(words.unsafe(changed)), false)
                        : new Decision.Refuse(words.changed(changed));
            case Verdict.Revoked revoked -> new Decision.Refuse(words.revoked(revoked));
        };
    }

    private Decision firstSeen(Verdict.Unknown unknown, TrustWords words, boolean somebodyCanBeAsked) {
        Failure refusal = words.unknown(unknown);
        if (this == NO) return new Decision.Accept(List.of(words.unsafe(unknown)), true);
        if (!unknown.host().isRecordable()) return new Decision.Refuse(refusal);
        return switch (this) {
            case YES, NO -> new Decision.Refuse(refusal);
            case ACCEPT_NEW -> new Decision.AcceptAndRemember();
            case ASK ->
                somebodyCanBeAsked
                        ? new Decision.Ask(unknown, words.question(unknown), refusal)
                        : new Decision.Refuse(refusal);
        };
    }
}
