package dev.drey.mcp;

/// What a reader of lines found.
sealed interface Line {
    /// A line without its end.
    final class Whole implements Line {
        private final byte[] bytes;

        Whole(byte[] bytes) {
            this.bytes = bytes;
        }

        /// Not copied: it may be long, and is read once.
        byte[] bytes() {
            return bytes;
        }
    }

    /// A line over the limit; its bytes are gone, and the next line begins behind it.
    record TooLong() implements Line {}

    /// There is no more.
    record End() implements Line {}
}
