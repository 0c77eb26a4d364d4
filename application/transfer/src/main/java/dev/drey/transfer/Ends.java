package dev.drey.transfer;

import dev.drey.files.OpenFile;
import dev.drey.files.RemotePath;

/// The two open files between which bytes flow.
///
/// @param source what is read, as it was when the move began
/// @param outputPath where `output` lies, so that further lanes can open it too
record Ends(Source source, OpenFile input, OpenFile output, RemotePath outputPath) {}
