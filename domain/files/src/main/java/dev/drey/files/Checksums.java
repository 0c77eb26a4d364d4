package dev.drey.files;

import java.util.List;

/// The power to hash where the file is (`check-file`, an agent), so that the bytes need not travel.
public non-sealed interface Checksums extends Power {
    /// The names of the algorithms, as in the `check-file` draft: `md5`, `sha1`, `sha224`, `sha256`, `sha384`,
    /// `sha512`.
    List<String> algorithms();

    /// The hashes of consecutive blocks of a range.
    ///
    /// @param length bytes; 0 means to the end of the file
    /// @param blockSize bytes, 256 or more; 0 means one hash for the whole range
    List<byte[]> checksums(RemotePath path, String algorithm, long offset, long length, int blockSize) throws Failed;
}
