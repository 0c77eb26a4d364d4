package dev.drey.testbed.faults;

/// What a check of a server's names may miss.
public enum NameFault {
    /// The control: nothing is missed.
    NONE,
    DOTS,
    SLASH_IN_FRONT,
    SLASH_INSIDE,
    ZERO_BYTE,
    TOO_LONG,
    DOUBLET,
    LINK_UPWARDS,
    LINK_TO_ROOT,
    LINK_UP_BEHIND_A_NAME,
    LINK_THAT_STANDS_THERE
}
