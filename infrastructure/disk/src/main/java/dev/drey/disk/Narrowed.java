package dev.drey.disk;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.Narrowing;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes a jail within a jail: its roots are directories that a walk through the outer one has reached
/// without a link, held from then on, so that it can show nothing more. Used by one thread, once.
final class Narrowed implements AutoCloseable {
    private final JailTree outer;
    private final Bounds bounds;
    private final List<Narrowing.Part> parts;
    private final Map<Root, Held> roots = new HashMap<>();
    private final List<Root> order = new ArrayList<>();

    private Narrowed(JailTree outer, List<Narrowing.Part> parts) {
        this.outer = outer;
        this.bounds = outer.bounds();
        this.parts = parts;
    }

    static JailTree of(JailTree outer, List<Narrowing.Part> parts) throws Failed {
        try (Narrowed narrowed = new Narrowed(outer, parts)) {
            for (Narrowing.Part part : parts) narrowed.add(part);
            for (Root root : List.copyOf(narrowed.order)) narrowed.addWithin(root);
            if (narrowed.order.isEmpty()) {
                throw Trouble.of(Failure.Code.NOT_FOUND, "narrow", RemotePath.ROOT, "nothing of it is here");
            }
            return new JailTree(
                    narrowed.bounds.within(narrowed.order), outer.ground().within(narrowed.roots));
        } catch (IOException trouble) {
            throw Trouble.of("narrow", RemotePath.ROOT, trouble);
        }
    }

    private void add(Narrowing.Part part) throws IOException {
        List<Name> prefix = part.prefix().normalized().names();
        boolean inside = true;
        for (Root root : bounds.roots()) {
            if (!Where.starts(root.names(), prefix)) continue;
            add(
                    new Root(root.names(), root.realNames(), root.real(), root.writable()),
                    outer.ground().root(root));
            inside &= !root.names().equals(prefix);
        }
        if (inside) addBelow(prefix);
    }

    /// What the outer jail allows otherwise inside a part keeps its rule, however it was named there.
    private void addWithin(Root part) throws IOException {
        for (Root root : bounds.roots()) {
            if (!Where.isBelow(root.realNames(), part.realNames())) continue;
            List<Name> names = new ArrayList<>(part.names());
            names.addAll(root.realNames()
                    .subList(part.realNames().size(), root.realNames().size()));
            add(
                    new Root(List.copyOf(names), root.realNames(), root.real(), root.writable()),
                    outer.ground().root(root));
        }
    }

    /// A directory below a root; one that is missing, or that only a link leads to, is left out.
    private void addBelow(List<Name> prefix) throws IOException {
        try {
            outer.at("narrow", Bounds.path(prefix), true, place -> {
                Root root = place.root();
                if (root == null || place.isMissing() || !place.names().equals(prefix)) return false;
                if (!place.thing().attributes().isDirectory() || !Where.starts(prefix, root.names())) return false;
                List<Name> rest = prefix.subList(root.names().size(), prefix.size());
                Path real = root.real();
                for (Name name : rest) real = real.resolve(DiskPath.of(RemotePath.ofBytes(name.bytes())));
                List<Name> realNames = new ArrayList<>(root.realNames());
                realNames.addAll(rest);
                add(
                        new Root(prefix, List.copyOf(realNames), real, root.writable()),
                        outer.ground().hold(place));
                return true;
            });
        } catch (Failed unreachable) {
            boolean gone = unreachable.code() == Failure.Code.NOT_FOUND
                    || unreachable.code() == Failure.Code.NOT_A_DIRECTORY
                    || unreachable.code() == Failure.Code.PERMISSION_DENIED;
            if (!gone) throw unreachable;
        }
    }

    /// @param root as writable as the outer jail lets it be
    private void add(Root root, Held held) {
        boolean writable = root.writable() && parts.stream().anyMatch(part -> part.writable() && holds(part, root));
        Root inner = new Root(root.names(), root.realNames(), root.real(), writable);
        Held other = roots.putIfAbsent(inner, held);
        if (other == null) order.add(inner);
        else held.close();
    }

    private static boolean holds(Narrowing.Part part, Root root) {
        return Where.starts(root.names(), part.prefix().normalized().names());
    }

    /// The inner jail holds them by itself.
    @Override
    public void close() {
        roots.values().forEach(Held::close);
    }
}
