package dev.drey.operations;

import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/// Where a target's files begin for those who look at it through the hub, and what paths mean on both sides.
///
/// @param named as it is configured, absolute
/// @param real the same without links, as the far side told; absolute links may say either
record Base(RemotePath named, RemotePath real) {
    /// Everything, at its absolute paths.
    static final Base WHOLE = new Base(RemotePath.ROOT, RemotePath.ROOT);

    /// What the far side calls it.
    ///
    /// @param inside absolute, where `/` is this base; a slash behind it stays
    RemotePath far(RemotePath inside) {
        if (named.equals(RemotePath.ROOT)) return inside;
        RemotePath far = below(named, inside.names());
        return inside.endsWithSlash() && !inside.names().isEmpty() ? far.resolve(Name.of("")) : far;
    }

    /// Where it is below this base, as `/…`; empty when it lies elsewhere.
    ///
    /// @param far absolute; taken by its words
    Optional<RemotePath> inside(RemotePath far) {
        return inside(far, real).or(() -> inside(far, named));
    }

    private static Optional<RemotePath> inside(RemotePath far, RemotePath base) {
        RemotePath plain = far.normalized();
        if (!plain.isWithin(base)) return Optional.empty();
        List<Name> names = plain.names();
        return Optional.of(
                below(RemotePath.ROOT, names.subList(base.normalized().names().size(), names.size())));
    }

    /// An absolute link's text without this base; empty where it leads out. Its words before the base are
    /// plain, or it leads out, too; those behind it stay as they are.
    Optional<RemotePath> within(RemotePath text) {
        List<Name> names = text.names().stream()
                .filter(name -> name.length() != 1 || !name.isDots())
                .toList();
        for (RemotePath start : List.of(real, named)) {
            List<Name> first = start.normalized().names();
            if (names.size() >= first.size() && names.subList(0, first.size()).equals(first)) {
                return Optional.of(below(RemotePath.ROOT, names.subList(first.size(), names.size())));
            }
        }
        return Optional.empty();
    }

    /// In one go: name by name, a path of many of them is copied as often.
    static RemotePath below(RemotePath start, List<Name> names) {
        if (names.isEmpty()) return start;
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(start.bytes());
        boolean hasSlash = start.isEmpty() || start.endsWithSlash();
        for (Name name : names) {
            if (!hasSlash) joined.write('/');
            hasSlash = false;
            joined.writeBytes(name.bytes());
        }
        return RemotePath.ofBytes(joined.toByteArray());
    }
}
