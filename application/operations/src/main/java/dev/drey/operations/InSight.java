package dev.drey.operations;

import dev.drey.access.Right;
import dev.drey.access.Verdict;
import dev.drey.files.Failed;
import dev.drey.files.RemotePath;

/// What may be known along the way to where an act shall be done: what may be looked at, and what the act
/// may be done to.
///
/// @param asked the path by its words, of which refusals speak
record InSight(Gate gate, Stance stance, Act act, RemotePath asked) implements LinkWalk.Sight {
    @Override
    public boolean shows(RemotePath place) {
        return isShown(stance.decide(Act.STAT, place)) || isShown(stance.decide(act, place));
    }

    private static boolean isShown(Verdict verdict) {
        return verdict instanceof Verdict.Granted || verdict instanceof Verdict.Way;
    }

    @Override
    public Failed refusal(RemotePath place) {
        return stance.decide(act, place) instanceof Verdict.Lacking(Right right)
                ? gate.lacking(act, asked, right)
                : gate.hidden(act, asked);
    }
}
