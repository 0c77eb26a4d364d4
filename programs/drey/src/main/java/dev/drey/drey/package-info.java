/// The program: makes every part and joins them.
@NullMarked
package dev.drey.drey;

import org.jspecify.annotations.NullMarked;
