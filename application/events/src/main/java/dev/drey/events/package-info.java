/// Everything that can happen, named in one list, gathered in one place, and streamed to those who may know.
@NullMarked
package dev.drey.events;

import org.jspecify.annotations.NullMarked;
