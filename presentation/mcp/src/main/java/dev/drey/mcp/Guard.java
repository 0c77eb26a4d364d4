package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Operation;

/// What an operation does to files, whichever tool asks for it: a read-only server refuses by this, and
/// annotations are held against it.
final class Guard {
    private Guard() {}

    /// @throws Failed NOT_ALLOWED when a read-only server is asked to change something
    static void check(Operation operation, Settings settings) throws Failed {
        if (!settings.readOnly() || !changes(operation)) return;
        throw Failure.of(
                        Failure.Code.NOT_ALLOWED,
                        "this server is read-only (mcp.readOnly): nothing may be changed, neither there nor here")
                .thrown();
    }

    /// Whether it moves bytes from one place to another.
    static boolean carries(Operation operation) {
        return operation instanceof Operation.Write
                || operation instanceof Operation.CopyFile
                || operation instanceof Operation.CopyTree
                || operation instanceof Operation.Move;
    }

    static boolean changes(Operation operation) {
        return switch (operation) {
            case Operation.Connect any -> false;
            case Operation.Disconnect any -> false;
            case Operation.ListSessions any -> false;
            case Operation.Describe any -> false;
            case Operation.ListDirectory any -> false;
            case Operation.Stat any -> false;
            case Operation.RealPath any -> false;
            case Operation.Exists any -> false;
            case Operation.ReadLink any -> false;
            case Operation.Glob any -> false;
            case Operation.Read any -> false;
            case Operation.Write any -> true;
            case Operation.CopyFile copy -> !copy.options().dryRun();
            case Operation.CopyTree copy -> !copy.options().dryRun();
            case Operation.Move move -> !move.options().dryRun();
            case Operation.MakeDirectory any -> true;
            case Operation.Rename any -> true;
            case Operation.Remove any -> true;
            case Operation.RemoveDirectory any -> true;
            case Operation.RemoveTree any -> true;
            case Operation.CountTree any -> false;
            case Operation.ChangeMode any -> true;
            case Operation.ChangeOwner any -> true;
            case Operation.SetTimes any -> true;
            case Operation.Truncate any -> true;
            case Operation.MakeLink any -> true;
            case Operation.Checksum any -> false;
            case Operation.Compare any -> false;
            case Operation.DiskUsage any -> false;
            case Operation.DiskSpace any -> false;
            case Operation.Find any -> false;
            case Operation.Doctor any -> false;
            case Operation.Trust any -> true;
            case Operation.Run any -> true;
            case Operation.ListTransfers any -> false;
            case Operation.SteerTransfer any -> false;
            case Operation.ListLeftOvers any -> false;
            case Operation.CleanLeftOvers any -> true;
            case Operation.Administer any -> true;
        };
    }
}
