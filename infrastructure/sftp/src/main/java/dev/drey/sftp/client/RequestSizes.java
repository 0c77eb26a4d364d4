package dev.drey.sftp.client;

import dev.drey.sftp.wire.Answer;

/// How much one request may carry, bytes, and how many files may be open at once.
///
/// @param handles 0 where the server does not say
record RequestSizes(int read, int write, int handles) {
    /// What every server takes (draft-02, section 3: packets of 34,000 bytes).
    static final int EVERYWHERE = 32 << 10;

    /// What OpenSSH takes since 8.5: 256 KiB packets less 1 KiB.
    static final int MOST = 255 << 10;

    static final RequestSizes SMALL = new RequestSizes(EVERYWHERE, EVERYWHERE, 0);

    /// What the server says, within our own bounds. 0 is "not said".
    static RequestSizes of(Answer.Limits said) {
        return new RequestSizes(
                size(said.read()), size(said.write()), Math.clamp(said.handles(), 0, Integer.MAX_VALUE));
    }

    private static int size(long said) {
        if (said == 0) return EVERYWHERE;
        return said < 0 ? MOST : Math.clamp(said, 1, MOST);
    }
}
