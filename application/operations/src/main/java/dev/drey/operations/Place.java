package dev.drey.operations;

import dev.drey.files.RemotePath;
import dev.drey.session.Target;

/// One path at one target.
public record Place(Where where, RemotePath path) {
    public static Place local(RemotePath path) {
        return new Place(Where.LOCAL, path);
    }

    public static Place at(Target target, RemotePath path) {
        return new Place(new Where.At(target), path);
    }

    public Place with(RemotePath other) {
        return new Place(where, other);
    }

    public boolean isLocal() {
        return where instanceof Where.At(Target.Local local);
    }
}
