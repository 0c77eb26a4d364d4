package dev.drey.testbed;

/// After how many bytes a [WeakLink]'s channels break, counted over all of them.
///
/// @param sent of what we send; the last packet may be torn in the middle
/// @param received of what we receive
public record Cut(long sent, long received) {
    public static final Cut NEVER = new Cut(Long.MAX_VALUE, Long.MAX_VALUE);

    public static Cut afterSending(long bytes) {
        return new Cut(bytes, Long.MAX_VALUE);
    }

    public static Cut afterReceiving(long bytes) {
        return new Cut(Long.MAX_VALUE, bytes);
    }
}
