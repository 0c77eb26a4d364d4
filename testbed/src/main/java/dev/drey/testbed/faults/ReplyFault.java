package dev.drey.testbed.faults;

/// What a table of awaited replies can forget when the conversation ends.
public enum ReplyFault {
    /// Nothing: a check that fails does so for the fault and not for the simplicity of [FaultyQuestioner].
    NONE,
    /// Those who wait: their places are cleared, and nobody wakes them.
    FORGETS_WHO_WAITS,
    /// That it has ended: who asks afterwards gets a place where no reply will come.
    FORGETS_THAT_IT_HAS_ENDED
}
