@NullMarked
package dev.drey.drey;

import org.jspecify.annotations.NullMarked;
