@NullMarked
package dev.drey.hostkeys;

import org.jspecify.annotations.NullMarked;
