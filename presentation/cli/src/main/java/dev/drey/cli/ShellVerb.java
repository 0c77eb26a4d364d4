package dev.drey.cli;

import dev.drey.files.Failed;
import java.util.List;

/// One command of the shell.
///
/// @param takes what its operands are, which completion follows
/// @param usage how it is written
/// @param about what it does
/// @param body what it does with the words behind its name
record ShellVerb(Takes takes, String usage, String about, Body body) {
    /// What the operands of a command are: paths there, paths here, or one after the other.
    enum Takes {
        NOTHING,
        REMOTE,
        LOCAL,
        /// As `get`: first there, the second here.
        REMOTE_THEN_LOCAL,
        /// As `put`: first here, the second there.
        LOCAL_THEN_REMOTE,
        /// As `chmod`: first a word, then paths there.
        WORD_THEN_REMOTE;

        boolean isLocal(int operand) {
            return switch (this) {
                case NOTHING, REMOTE, WORD_THEN_REMOTE -> false;
                case LOCAL -> true;
                case REMOTE_THEN_LOCAL -> operand > 0;
                case LOCAL_THEN_REMOTE -> operand == 0;
            };
        }

        boolean isRemote(int operand) {
            return switch (this) {
                case NOTHING, LOCAL -> false;
                case REMOTE -> true;
                case REMOTE_THEN_LOCAL -> operand == 0;
                case LOCAL_THEN_REMOTE, WORD_THEN_REMOTE -> operand > 0;
            };
        }
    }

    /// The work of a command.
    interface Body {
        /// @return the number it ended with, as a command's
        int run(List<ShellWord> words) throws Failed;
    }
}
