@NullMarked
package dev.drey.bench;

import org.jspecify.annotations.NullMarked;
