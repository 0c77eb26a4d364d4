package dev.drey.bench;

/// What a figure counts, and whether more of it is better.
public enum Unit {
    SECONDS("s", false),
    MEGABYTES_A_SECOND("MB/s", true),
    MEBIBYTES("MiB", false);

    private final String sign;
    private final boolean more;

    Unit(String sign, boolean more) {
        this.sign = sign;
        this.more = more;
    }

    public String sign() {
        return sign;
    }

    /// How many times better `ours` is than `theirs`: over 1 where we are.
    public double ratio(double ours, double theirs) {
        return more ? ours / theirs : theirs / ours;
    }
}
