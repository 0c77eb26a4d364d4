package dev.drey.session;

/// A place with files that has a name.
public sealed interface Target {
    /// The name people use, such as `web-1` or `ana@host`.
    String name();

    /// A machine reached over SSH.
    record Remote(Server server) implements Target {
        @Override
        public String name() {
            return server.name();
        }
    }

    /// The disk of the machine this program runs on.
    record Local() implements Target {
        @Override
        public String name() {
            return "local";
        }
    }
}
