package dev.drey.ssh;

/// Names that a shell would not take apart: a `ProxyCommand` hands host and user to one, and the host may come
/// from a caller who does not own the configuration.
final class SshConfigNames {
    private static final int LONGEST = 1024;

    private SshConfigNames() {}

    /// Whether this can be a host: as in OpenSSH, no leading `-`, white space, control or shell character.
    static boolean isHost(String text) {
        return isOfLength(text)
                && !text.startsWith("-")
                && text.chars().noneMatch(c -> c <= ' ' || c == 0x7f || "'`\"$\\;&<>|(){}".indexOf(c) >= 0);
    }

    /// Whether this can be a user: spaces and inner backslashes are possible, a word that looks like an option
    /// is not.
    static boolean isUser(String text) {
        return isOfLength(text)
                && !text.startsWith("-")
                && !text.endsWith("\\")
                && !text.matches("(?s).*\\s-.*")
                && text.chars().noneMatch(c -> c < ' ' || c == 0x7f || "'`\";&<>|(){}".indexOf(c) >= 0);
    }

    private static boolean isOfLength(String text) {
        return !text.isEmpty() && text.length() <= LONGEST;
    }
}
