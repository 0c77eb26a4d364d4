package dev.drey.transfer;

/// Which of several waiting transfers begins first.
public enum Priority {
    LOW,
    NORMAL,
    HIGH,
    CRITICAL
}
