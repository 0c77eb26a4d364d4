/// Live connections: a byte pair with a close ([Channel]), and what opens them ([Link]).
@NullMarked
package dev.drey.link;

import org.jspecify.annotations.NullMarked;
