/// Words on a command line made into operations, and outcomes made into lines.
@NullMarked
package dev.drey.cli;

import org.jspecify.annotations.NullMarked;
