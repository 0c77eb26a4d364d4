/// What a place with files looks like to everybody else: paths, attributes, failures, and the port [FileTree].
///
/// This room imports nothing. Everything that has files (a remote server, the local disk, memory) is a [FileTree];
/// everything that can go wrong is a [Failure].
@NullMarked
package dev.drey.files;

import org.jspecify.annotations.NullMarked;
