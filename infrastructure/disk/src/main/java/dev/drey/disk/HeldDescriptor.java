package dev.drey.disk;

import dev.drey.files.Attributes;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.util.OptionalInt;

/// Something held by an O_PATH descriptor.
record HeldDescriptor(Descriptor descriptor, Stat stat) implements Held {
    static HeldDescriptor of(Descriptor descriptor) throws IOException {
        try {
            return new HeldDescriptor(descriptor, Posix.stat(descriptor.number()));
        } catch (IOException trouble) {
            descriptor.closeQuietly();
            throw trouble;
        }
    }

    int number() {
        return descriptor.number();
    }

    @Override
    public Attributes attributes() {
        return stat.attributes();
    }

    @Override
    public FileIdentity identity() {
        return stat.identity();
    }

    @Override
    public OptionalInt names() {
        return OptionalInt.of(stat.names());
    }

    @Override
    public RemotePath target() throws IOException {
        return RemotePath.ofBytes(Posix.readlink(number()));
    }

    @Override
    public void close() {
        descriptor.closeQuietly();
    }
}
