@NullMarked
package dev.drey.events;

import org.jspecify.annotations.NullMarked;
