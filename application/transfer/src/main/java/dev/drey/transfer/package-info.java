@NullMarked
package dev.drey.transfer;

import org.jspecify.annotations.NullMarked;
