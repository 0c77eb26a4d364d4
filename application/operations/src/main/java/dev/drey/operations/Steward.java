package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;

/// The port: what a running hub knows of itself. A program that is nobody's hub has [#NONE].
public interface Steward {
    /// Where there is no hub.
    Steward NONE = (caller, what) -> {
        throw Failure.of(
                        Failure.Code.NOT_ALLOWED, "this program is no hub; start one with drey serve, or set remoteHub")
                .thrown();
    };

    /// Does what is asked, if `caller` may.
    ///
    /// @throws Failed NOT_ALLOWED when they may not
    HubReport administer(Caller caller, Administration what) throws Failed;
}
