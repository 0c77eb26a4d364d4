package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.Lanes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Further ways to a target's files, through the same gate.
final class GatedLanes implements Lanes {
    private final Lanes under;
    private final GatedTree tree;
    private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();

    private record Lane(FileTree under, GatedTree gated) {}

    GatedLanes(Lanes under, GatedTree tree) {
        this.under = under;
        this.tree = tree;
    }

    @Override
    public Optional<FileTree> lane(int number) throws Failed {
        Optional<FileTree> far = under.lane(number);
        if (far.isEmpty()) return Optional.empty();
        Lane known = lanes.get(number);
        if (known != null && known.under().equals(far.get())) return Optional.of(known.gated());
        GatedTree gated = tree.kept(new GatedTree(tree.gate().over(far.get())));
        lanes.put(number, new Lane(far.get(), gated));
        return Optional.of(gated);
    }

    @Override
    public int perConnection() {
        return under.perConnection();
    }

    @Override
    public long roundTrip() {
        return under.roundTrip();
    }

    @Override
    public long laneWindow() {
        return under.laneWindow();
    }

    @Override
    public int openFiles() throws Failed {
        return under.openFiles();
    }
}
