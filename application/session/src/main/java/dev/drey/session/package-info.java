@NullMarked
package dev.drey.session;

import org.jspecify.annotations.NullMarked;
