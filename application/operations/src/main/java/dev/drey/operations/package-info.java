/// Everything that can be asked of Drey, and how it is answered: every surface goes through here.
@NullMarked
package dev.drey.operations;

import org.jspecify.annotations.NullMarked;
