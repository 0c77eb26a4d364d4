package dev.drey.transfer;

import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.List;

/// Whether a symbolic link of a tree stays inside it.
///
/// Judged by the link's words alone, since the far side's answers are not trusted. A target may go up only at its
/// beginning, from the directory the link stands in, and never above the root: `..` behind a name would step back
/// from wherever that name, itself perhaps a link, leads (`d/l -> ..` and `d/m -> l/../..` both look harmless).
final class LinkTargets {
    private LinkTargets() {}

    /// @param directory where the link stands, from the root; empty for the root itself
    static boolean staysInside(RemotePath directory, RemotePath target) {
        if (target.isEmpty() || target.isAbsolute() || target.hasNul()) return false;
        int depth = directory.names().size();
        boolean descending = false;
        List<Name> names = target.names();
        for (Name name : names) {
            if (!name.isDots()) descending = true;
            else if (name.length() == 2 && (descending || --depth < 0)) return false;
        }
        return true;
    }

    /// The same on Windows, where a backslash parts names and a colon begins another volume.
    static boolean staysInsideOnWindows(RemotePath directory, RemotePath target) {
        for (byte b : target.bytes()) {
            if (b == '\\' || b == ':') return false;
        }
        return staysInside(directory, target);
    }
}
