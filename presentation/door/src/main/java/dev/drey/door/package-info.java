/// The hub's SSH entrance for ordinary SFTP clients: who comes in by what, and which files they then see.
@NullMarked
package dev.drey.door;

import org.jspecify.annotations.NullMarked;
