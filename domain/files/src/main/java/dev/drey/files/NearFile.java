package dev.drey.files;

import java.nio.ByteBuffer;

/// An open file whose bytes are at hand, as on this machine's disk: a read is no more than a copy, made in the calling
/// thread into memory of the caller's, which can be used again and again.
public interface NearFile extends OpenFile {
    /// Reads up to as many bytes as there is room for in `into`, and may stop short anywhere, as [OpenFile#read].
    ///
    /// @return how many; 0 at the end of the file
    int read(long offset, ByteBuffer into) throws Failed;
}
