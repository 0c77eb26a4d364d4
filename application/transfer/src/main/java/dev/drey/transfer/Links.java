package dev.drey.transfer;

/// What a tree's symbolic links become.
public enum Links {
    /// Recreated as they are, if they stay inside the tree; others are reported and left out.
    COPY,
    /// Left out and counted.
    SKIP,
    /// What they lead to is carried; loops are refused.
    FOLLOW
}
