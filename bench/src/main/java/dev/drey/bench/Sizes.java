package dev.drey.bench;

/// Numbers of bytes as people say them.
final class Sizes {
    static final long MEBI = 1L << 20;
    static final long GIBI = 1L << 30;

    private Sizes() {}

    static String words(long bytes) {
        if (bytes % GIBI == 0) return bytes / GIBI + " GiB";
        if (bytes % MEBI == 0) return bytes / MEBI + " MiB";
        return bytes / 1024 + " KiB";
    }
}
