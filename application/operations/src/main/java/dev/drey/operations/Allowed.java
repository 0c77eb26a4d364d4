package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;

/// Which operations somebody who came in may ask for at all; of files their view decides, step by step.
final class Allowed {
    private Allowed() {}

    /// Who may ask for an operation.
    private enum Whom {
        /// Whoever may see the files that it is about.
        VIEWERS,
        /// Anybody who came in, of what is their own.
        ANYBODY,
        ADMINS
    }

    /// @throws Failed NOT_ALLOWED
    static void check(Call call, Operation operation) throws Failed {
        if (call.pass().isEmpty()) return;
        Whom whom = whom(operation);
        if (whom == Whom.ANYBODY) return;
        if (call.view().isEmpty()) throw refused("this program shows its files to nobody who comes in");
        if (whom == Whom.ADMINS && !call.administers()) throw refused("only an admin may do that");
    }

    private static Failed refused(String why) {
        return Failure.of(Failure.Code.NOT_ALLOWED, why).thrown();
    }

    private static Whom whom(Operation operation) {
        return switch (operation) {
            case Operation.Doctor _, Operation.Trust _, Operation.ListLeftOvers _, Operation.CleanLeftOvers _ ->
                Whom.ADMINS;
            case Operation.ListSessions _,
                    Operation.Disconnect _,
                    Operation.ListTransfers _,
                    Operation.SteerTransfer _,
                    Operation.Administer _ -> Whom.ANYBODY;
            case Operation.Connect _,
                    Operation.Describe _,
                    Operation.ListDirectory _,
                    Operation.Stat _,
                    Operation.RealPath _,
                    Operation.Exists _,
                    Operation.ReadLink _,
                    Operation.Glob _,
                    Operation.Read _,
                    Operation.Write _,
                    Operation.CopyFile _,
                    Operation.CopyTree _,
                    Operation.Move _,
                    Operation.MakeDirectory _,
                    Operation.Rename _,
                    Operation.Remove _,
                    Operation.RemoveDirectory _,
                    Operation.RemoveTree _,
                    Operation.CountTree _,
                    Operation.ChangeMode _,
                    Operation.ChangeOwner _,
                    Operation.SetTimes _,
                    Operation.Truncate _,
                    Operation.MakeLink _,
                    Operation.Checksum _,
                    Operation.Compare _,
                    Operation.DiskUsage _,
                    Operation.DiskSpace _,
                    Operation.Find _,
                    Operation.Run _ -> Whom.VIEWERS;
        };
    }
}
