package dev.drey.access;

/// What a [Grant] allows. Each stands alone: who may write need not be able to delete.
public enum Right {
    /// List, look at attributes, read.
    READ,
    /// Make, change, replace by writing.
    WRITE,
    /// Remove, rename away, replace by renaming.
    DELETE,
    /// Run commands there.
    RUN
}
