package dev.drey.mcp;

/// What a tool does to the world: its annotations, and whether a read-only server offers it.
///
/// @param looks nothing is changed anywhere
/// @param destroys something that was there may be gone afterwards
/// @param repeatable the same call again changes nothing more
public record Effect(boolean looks, boolean destroys, boolean repeatable) {
    public static final Effect LOOKS = new Effect(true, false, true);

    /// Makes something new, and leaves what is there.
    public static final Effect ADDS = new Effect(false, false, false);

    /// May replace or remove, and twice is as once.
    public static final Effect REPLACES = new Effect(false, true, true);

    /// May do anything.
    public static final Effect ANYTHING = new Effect(false, true, false);
}
