package dev.drey.bench;

import java.nio.file.Path;

/// One thing that every tool can be asked to do.
///
/// @param from, to absolute; which of them lies at the server follows from the kind
public record Errand(Kind kind, Path from, Path to) {
    /// What is moved, and which way.
    public enum Kind {
        PUT,
        GET,
        PUT_TREE,
        GET_TREE,
        /// Names of the directory `from`, which lies at the server.
        LIST;

        public boolean isUp() {
            return this == PUT || this == PUT_TREE;
        }

        /// As a row of the table says it.
        public String words() {
            return switch (this) {
                case PUT, PUT_TREE -> "put";
                case GET, GET_TREE -> "get";
                case LIST -> "ls";
            };
        }
    }
}
