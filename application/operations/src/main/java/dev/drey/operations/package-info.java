@NullMarked
package dev.drey.operations;

import org.jspecify.annotations.NullMarked;
