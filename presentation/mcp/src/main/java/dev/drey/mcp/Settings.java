package dev.drey.mcp;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// What an operator allows assistants, from `mcp` and `local` of the configuration and the
/// command line.
///
/// @param groups which tools are offered
/// @param targets patterns of names of configured servers that may be reached
/// @param adHoc whether hosts that nobody configured may be reached
/// @param readOnly nothing may be changed, neither there nor here
/// @param keyFiles patterns of key files of this machine that a caller may name
/// @param refuseSecrets whether passwords and keys in arguments are refused; else they are warned of
/// @param roots the local folders that may be touched, for messages; the jail enforces them
/// @param localCommands programs of this machine that the console may run
/// @param defaults what transfers do unless a call or its server says otherwise
public record Settings(
        Set<Group> groups,
        List<String> targets,
        boolean adHoc,
        boolean readOnly,
        Confirm confirm,
        List<String> keyFiles,
        boolean refuseSecrets,
        List<String> roots,
        List<String> localCommands,
        Defaults defaults) {

    public Settings {
        groups = Set.copyOf(groups);
        targets = List.copyOf(targets);
        keyFiles = List.copyOf(keyFiles);
        roots = List.copyOf(roots);
        localCommands = List.copyOf(localCommands);
    }

    /// Which operations are agreed to before they are done.
    public enum Confirm {
        NEVER,
        /// Removing a tree, overwriting many files; of the group `files`.
        RECURSIVE,
        /// Whatever removes, replaces or changes what is there, of both groups.
        ALWAYS
    }

    /// @param concurrency large files of a tree at once
    /// @param verify whether what was carried is compared afterwards
    public record Defaults(OptionalInt concurrency, boolean verify) {}
}
