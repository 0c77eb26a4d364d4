/// The disk of the machine the program runs on: [LocalTree], the whole of it, and [JailTree], some allowed
/// paths of it.
///
/// `LocalTree` stands on java.nio alone and starts fast. The jail needs calls that java.nio lacks (openat2
/// above all) and makes them through the JDK's foreign-function interface; they are gathered in `Posix`.
@NullMarked
package dev.drey.disk;

import org.jspecify.annotations.NullMarked;
