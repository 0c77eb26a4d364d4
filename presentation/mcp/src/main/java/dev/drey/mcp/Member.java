package dev.drey.mcp;

/// One named value of an object.
///
/// @param required whether it must be given
record Member(String name, Shape shape, boolean required) {
    static Member needed(String name, Shape shape) {
        return new Member(name, shape, true);
    }

    static Member may(String name, Shape shape) {
        return new Member(name, shape, false);
    }
}
