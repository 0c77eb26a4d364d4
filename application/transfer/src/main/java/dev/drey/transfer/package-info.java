/// Moving one file or one tree between two [dev.drey.files.FileTree]s, so that the final name never shows a
/// partial file.
///
/// A put, a get and a copy between two servers are the same thing here: two [End]s. See the contract in
/// `docs/transfers.md`.
@NullMarked
package dev.drey.transfer;

import org.jspecify.annotations.NullMarked;
