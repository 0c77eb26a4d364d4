package dev.drey.access;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A hash as the PHC string format writes it: `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`.
///
/// @param salt in base64 without padding, as is the hash
record Phc(Passwords.Cost cost, String salt, String hash) {
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

    static Phc of(Passwords.Cost cost, byte[] salt, byte[] hash) {
        Base64.Encoder plain = Base64.getEncoder().withoutPadding();
        return new Phc(cost, plain.encodeToString(salt), plain.encodeToString(hash));
    }

    byte[] saltBytes() {
        return Base64.getDecoder().decode(salt);
    }

    byte[] hashBytes() {
        return Base64.getDecoder().decode(hash);
    }

    String text() {
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s".formatted(cost.memory(), cost.passes(), cost.lanes(), salt, hash);
    }

    /// Never written out: who has it can guess at leisure.
    @Override
    public String toString() {
        return "Phc";
    }

    /// Empty for what is no such string.
    static Optional<Phc> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) return Optional.empty();
        try {
            Passwords.Cost cost = new Passwords.Cost(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)));
            Phc phc = new Phc(cost, matcher.group(4), matcher.group(5));
            return phc.saltBytes().length >= 8 && phc.hashBytes().length >= 12 ? Optional.of(phc) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
