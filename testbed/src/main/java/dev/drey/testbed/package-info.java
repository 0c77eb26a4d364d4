@NullMarked
package dev.drey.testbed;

import org.jspecify.annotations.NullMarked;
