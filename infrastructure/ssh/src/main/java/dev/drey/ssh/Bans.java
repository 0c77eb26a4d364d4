package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Ciphers that must not be used: exact names, or families by the word they start or end with.
final class Bans {
    private static final Set<String> FAMILIES = Set.of(
            "3des",
            "des",
            "rc4",
            "arcfour",
            "aes",
            "aes128",
            "aes192",
            "aes256",
            "blowfish",
            "cast128",
            "chacha20",
            "rijndael",
            "cbc",
            "ctr",
            "gcm");

    private Bans() {}

    /// @throws Failed INVALID_ARGUMENT for a name that bans nothing anybody knows: a slip there would be
    ///     silent
    static Predicate<String> of(List<String> banned) throws Failed {
        List<Predicate<String>> all = new ArrayList<>();
        for (String each : banned) all.add(one(each.toLowerCase(Locale.ROOT)));
        return cipher -> all.stream().anyMatch(ban -> ban.test(cipher));
    }

    private static Predicate<String> one(String word) throws Failed {
        if (word.equals("rc4") || word.equals("arcfour")) return cipher -> cipher.startsWith("arcfour");
        if (FAMILIES.contains(word))
            return cipher -> cipher.startsWith(word + "-")
                    || bare(cipher).endsWith("-" + word)
                    || (word.equals("aes") && cipher.startsWith("aes"));
        if (!Names.CIPHERS.isKnown(word))
            throw Failure.of(Code.INVALID_ARGUMENT, "bannedCiphers: nobody knows a cipher or family named " + word)
                    .with("name", word)
                    .thrown();
        return cipher -> bare(cipher).equals(bare(word));
    }

    private static String bare(String name) {
        int at = name.indexOf('@');
        return at < 0 ? name : name.substring(0, at);
    }
}
