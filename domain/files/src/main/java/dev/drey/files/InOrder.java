package dev.drey.files;

/// The habit of taking a file's bytes only from its start to its end, one after the other, as stores of
/// whole objects do. Whoever sends them otherwise is refused, late.
public non-sealed interface InOrder extends Power {}
