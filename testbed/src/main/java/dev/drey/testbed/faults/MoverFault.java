package dev.drey.testbed.faults;

/// What can be wrong with a mover.
public enum MoverFault {
    /// Nothing: shows that a check fails for the fault and not for the simplicity of [FaultyMover].
    NONE,
    SKIPS_A_BLOCK,
    ACKNOWLEDGES_BEFORE_WRITING,
    RESUME_TRUSTS_SIZE,
    RESUME_TRUSTS_THE_CALLER,
    DROPS_THE_TAIL_OF_A_SHORT_READ,
    RENAMES_BEFORE_THE_LAST_ACKNOWLEDGEMENT,
    PROGRESS_COUNTS_SENT_BYTES,
    CANCEL_KEEPS_SENDING
}
