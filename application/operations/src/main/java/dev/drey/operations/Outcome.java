package dev.drey.operations;

import dev.drey.files.Attributes;
import dev.drey.files.RemotePath;
import dev.drey.files.Space;
import dev.drey.session.ConnectionInfo;
import dev.drey.transfer.Moved;
import dev.drey.transfer.MovedTree;
import dev.drey.transfer.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The answers; each [Operation] says by its name which one it has.
public sealed interface Outcome {
    /// It worked, and there is nothing to say.
    record Done(List<String> warnings) implements Outcome {
        public static final Done QUIETLY = new Done(List.of());

        public Done {
            warnings = List.copyOf(warnings);
        }
    }

    record Connected(String session, String target, ConnectionInfo info, RemotePath home) implements Outcome {}

    record SessionsListed(List<SessionLine> sessions) implements Outcome {
        public SessionsListed {
            sessions = List.copyOf(sessions);
        }
    }

    record SessionLine(String id, String target, String display) {}

    record Informed(ConnectionInfo info) implements Outcome {}

    /// @param cursor where to go on; empty: this was all
    /// @param left how many there are behind the cursor
    record Listed(List<Line> lines, Optional<String> cursor, long left) implements Outcome {
        public Listed {
            lines = List.copyOf(lines);
        }
    }

    /// One entry.
    ///
    /// @param path relative to the directory that was listed
    /// @param owner, group names where they are known there, else numbers
    /// @param link where a symbolic link points
    record Line(
            RemotePath path,
            Attributes attributes,
            Optional<String> owner,
            Optional<String> group,
            Optional<RemotePath> link) {}

    record Described(RemotePath path, Line line) implements Outcome {}

    record PathFound(RemotePath path) implements Outcome {}

    record PathsFound(List<Match> matches) implements Outcome {
        public PathsFound {
            matches = List.copyOf(matches);
        }
    }

    record Match(RemotePath path, Attributes attributes) {}

    record Answered(boolean yes) implements Outcome {}

    /// @param bytes how many went to the sink
    record WasRead(long bytes) implements Outcome {}

    record FileMoved(Moved moved) implements Outcome {}

    record TreeMoved(MovedTree moved) implements Outcome {}

    record Counted(long files, long directories, long bytes) implements Outcome {}

    /// One tree operation over many files.
    record Changed(long files, List<MovedTree.Item> failures) implements Outcome {
        public Changed {
            failures = List.copyOf(failures);
        }
    }

    /// @param sums lower-case hex by path, in order of the paths
    /// @param method `check-file`, `md5-hash`, `read` or `local`
    record Summed(String algorithm, List<Sum> sums, String method) implements Outcome {
        public Summed {
            sums = List.copyOf(sums);
        }
    }

    record Sum(RemotePath path, String hex) {}

    record Compared(boolean same, List<Difference> differences) implements Outcome {
        public Compared {
            differences = List.copyOf(differences);
        }
    }

    /// @param kind `onlyLeft`, `onlyRight`, `type`, `size`, `content`, `time`, `mode`
    record Difference(RemotePath path, String kind, String left, String right) {}

    record Used(List<Use> uses) implements Outcome {
        public Used {
            uses = List.copyOf(uses);
        }
    }

    record Use(RemotePath path, long bytes, long files) {}

    record SpaceFound(Space.Room room) implements Outcome {}

    record Diagnosed(List<Finding> findings) implements Outcome {
        public Diagnosed {
            findings = List.copyOf(findings);
        }
    }

    /// @param level `ok`, `advice` or `problem`
    record Finding(String topic, String level, String text) {}

    record Trusted(String host, String fingerprint, boolean added) implements Outcome {}

    record Ran(int status, String output, String errors, long lost) implements Outcome {}

    record TransfersListed(List<TransferLine> transfers) implements Outcome {
        public TransfersListed {
            transfers = List.copyOf(transfers);
        }
    }

    record TransferLine(String id, String source, String destination, Transfer.State state) {}

    /// @param old whether cleaning takes it
    record LeftOver(String where, String what, long bytes, Instant modified, boolean old) {}

    record LeftOversListed(List<LeftOver> leftOvers, int removed) implements Outcome {
        public LeftOversListed {
            leftOvers = List.copyOf(leftOvers);
        }
    }

    /// A hub's answer about itself.
    record Administered(HubReport report) implements Outcome {}
}
