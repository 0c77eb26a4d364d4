package dev.drey.access;

import dev.drey.files.RemotePath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// One line of what has been done: a change, a file read, a coming, a going, a refusal.
///
/// Texts of more than 1,024 characters and paths of more than 4,096 bytes are cut, `…` behind them: whoever is refused
/// chooses what they are refused for, and as often as they like.
///
/// @param action such as `write`, `read`, `mkdir`, `remove`, `rename`, `connect`, `denied`, `user-add`
/// @param credential as [Credential#display()]
/// @param target name of the target; empty for what concerns the hub itself
/// @param to the new path of a rename, a link's target
/// @param bytes that went over the handle
/// @param result `ok`, or the failure's code
/// @param sha256 where it is known
/// @param detail what else a person wants to know, without secrets; empty for nothing
public record Audited(
        Instant at,
        String user,
        String credential,
        String from,
        String action,
        String target,
        Optional<RemotePath> path,
        Optional<RemotePath> to,
        OptionalLong bytes,
        String result,
        Optional<String> sha256,
        String detail) {
    private static final int LONGEST = 1_024;
    private static final int LONGEST_PATH = 4_096;
    private static final String MORE = "…";

    public Audited {
        user = cut(user);
        credential = cut(credential);
        from = cut(from);
        action = cut(action);
        target = cut(target);
        path = path.map(Audited::cut);
        to = to.map(Audited::cut);
        result = cut(result);
        sha256 = sha256.map(Audited::cut);
        detail = cut(detail);
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) return text;
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + MORE;
    }

    private static RemotePath cut(RemotePath path) {
        byte[] bytes = path.bytes();
        if (bytes.length <= LONGEST_PATH) return path;
        byte[] more = MORE.getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(bytes, LONGEST_PATH + more.length);
        System.arraycopy(more, 0, cut, LONGEST_PATH, more.length);
        return RemotePath.ofBytes(cut);
    }

    /// About how much room it takes, bytes.
    public int size() {
        return 300
                + size(path)
                + size(to)
                + 2 * (user.length() + credential.length() + from.length() + target.length() + detail.length());
    }

    private static int size(Optional<RemotePath> path) {
        return path.map(one -> one.bytes().length).orElse(0);
    }
}
