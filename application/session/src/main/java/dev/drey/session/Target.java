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
    ///
    /// @param edition what of it is served, in words of whoever serves it: another one makes it another target, so
    ///     that nothing goes on under what was served before
    record Local(String edition) implements Target {
        /// As much of it as there is.
        public Local() {
            this("");
        }

        @Override
        public String name() {
            return "local";
        }
    }
}
