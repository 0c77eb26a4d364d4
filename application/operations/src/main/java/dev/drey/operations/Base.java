package dev.drey.operations;

import dev.drey.files.Name;
import dev.drey.files.RemotePath;
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

    static RemotePath below(RemotePath start, List<Name> names) {
        RemotePath path = start;
        for (Name name : names) path = path.resolve(name);
        return path;
    }
}
