package dev.drey.transfer;

/// How the new bytes come to stand under the final name (`replace` on the surfaces).
public enum Placement {
    /// By a side file and a rename, and in place where that would lose something (a foreign owner, several
    /// hard links, no right to create in the directory, too little room); with a warning.
    AUTO,
    /// By a side file and a rename, or not at all.
    RENAME,
    /// Into the old file itself. The final name shows a partial file meanwhile: the result says `atomic: false`.
    IN_PLACE
}
