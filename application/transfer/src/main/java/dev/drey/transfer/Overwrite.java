package dev.drey.transfer;

/// What happens when the final name is taken. One list for every surface.
public enum Overwrite {
    /// Always replace (also written `true`, `always`).
    REPLACE,
    /// ALREADY_EXISTS (also `false`, `never`); decided by a rename that does not replace, so also under a race.
    FAIL,
    /// Leave the old one, and say so.
    SKIP,
    /// Keep both: the new one gets a free name, `a (1).txt`.
    RENAME,
    /// Replace when the source was modified later, at the coarser of the two grains.
    NEWER,
    /// Replace when size or modification time differ.
    DIFFERENT,
    /// Take up a shorter file under the final name when its whole length is proved to be the source's beginning.
    RESUME
}
