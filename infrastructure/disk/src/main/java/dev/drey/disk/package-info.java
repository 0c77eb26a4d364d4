@NullMarked
package dev.drey.disk;

import org.jspecify.annotations.NullMarked;
