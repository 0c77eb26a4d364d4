package dev.drey.hostkeys;

import dev.drey.files.Failed;
import dev.drey.hostkeys.KnownHost.Marker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// The lines of one or several `known_hosts` files, as they were when they were read. Immutable.
///
/// A look-up takes one pass over the lines, decodes only the keys of the lines whose names match, and answers
/// as OpenSSH does (`KnownHostsIT` compares them).
public final class KnownHosts {
    /// A larger file is refused rather than half believed.
    public static final int LARGEST_FILE = 16 * 1024 * 1024;

    /// A longer line is refused: it might be the one that revokes a key.
    public static final int LONGEST_LINE = 64 * 1024;

    private static final int SAME_KEY_SHOWN = 8;
    private static final KnownHosts NONE = new KnownHosts(List.of(), List.of());

    private final List<Line> lines;
    private final List<Problem> unread;

    KnownHosts(List<Line> lines, List<Problem> unread) {
        this.lines = List.copyOf(lines);
        this.unread = List.copyOf(unread);
    }

    /// A line, or (with line 0) a whole file, that says nothing, and why.
    public record Problem(Path file, int line, String why) {
        @Override
        public String toString() {
            return line == 0 ? file + ": " + why : file + ":" + line + ": " + why;
        }
    }

    /// Nobody is known.
    public static KnownHosts none() {
        return NONE;
    }

    /// Reads the files in order. One that does not exist holds nothing; one that cannot be read is a problem,
    /// as in OpenSSH not a failure.
    ///
    /// @throws Failed LIMIT_EXCEEDED for a file over [#LARGEST_FILE] or a line over [#LONGEST_LINE]
    public static KnownHosts read(List<Path> files) throws Failed {
        Reading reading = new Reading();
        for (Path file : files) reading.file(file);
        return reading.done();
    }

    /// The lines in these bytes, as if they stood in that file.
    ///
    /// @throws Failed LIMIT_EXCEEDED as for [#read]
    public static KnownHosts parse(Path file, byte[] bytes) throws Failed {
        Reading reading = new Reading();
        reading.bytes(file, bytes);
        return reading.done();
    }

    /// What the lines say about a plain key.
    public Verdict check(HostName host, HostKey key) {
        return new Check(this, host, key.plain()).verdict();
    }

    /// What the lines say about a certificate. One that no `@cert-authority` line makes good is judged by its
    /// plain key, as OpenSSH does; a revoked authority or key is revoked.
    public Verdict check(HostName host, HostCertificate certificate) {
        return new Check(this, host, certificate.key()).verdict(certificate);
    }

    /// The key types known for a host, in the order of the lines, without keys that are revoked.
    public SequencedSet<String> algorithmsFor(HostName host) {
        List<KnownHost> known = about(host);
        SequencedSet<String> types = new LinkedHashSet<>();
        known.stream()
                .filter(line -> line.marker() == Marker.NONE && !line.key().isCertificate())
                .filter(line -> Check.revoked(known, line.key()).isEmpty())
                .forEach(line -> types.add(line.key().algorithm()));
        return types;
    }

    /// The host key algorithms in the order in which they should be offered, so that the server shows a key
    /// that can be judged: unchanged when the best one's type is known; else first the known types, and
    /// certificates where there is an authority, then the rest.
    public List<String> order(HostName host, List<String> algorithms) {
        SequencedSet<String> types = algorithmsFor(host);
        if (algorithms.isEmpty() || types.contains(KeyFormat.plainType(algorithms.getFirst()))) return algorithms;
        boolean authority = about(host).stream().anyMatch(line -> line.marker() == Marker.AUTHORITY);
        List<String> first = new ArrayList<>();
        List<String> last = new ArrayList<>();
        for (String algorithm : algorithms) {
            boolean vouched = authority && algorithm.endsWith(KeyFormat.CERTIFICATE);
            (vouched || types.contains(KeyFormat.plainType(algorithm)) ? first : last).add(algorithm);
        }
        first.addAll(last);
        return first;
    }

    /// Every good line whose names match the host, markers included.
    public List<KnownHost> about(HostName host) {
        return about(host.lookup());
    }

    /// Lines and files that say nothing: OpenSSH skips them silently, a person may want to know. Decodes every
    /// line.
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(unread);
        for (Line line : lines) {
            line.problem().ifPresent(why -> all.add(new Problem(line.file(), line.number(), why)));
        }
        return all;
    }

    List<KnownHost> about(String name) {
        String bytes = Reading.asBytes(name);
        return lines.stream()
                .filter(line -> line.matches(bytes))
                .map(Line::known)
                .flatMap(Optional::stream)
                .toList();
    }

    List<KnownHost> withKey(HostKey key) {
        return lines.stream()
                .filter(line -> line.marker() == Marker.NONE)
                .map(Line::known)
                .flatMap(Optional::stream)
                .filter(line -> line.key().equals(key))
                .limit(SAME_KEY_SHOWN)
                .toList();
    }
}
