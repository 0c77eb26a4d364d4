@NullMarked
package dev.drey.ssh;

import org.jspecify.annotations.NullMarked;
