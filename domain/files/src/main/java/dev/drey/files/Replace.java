package dev.drey.files;

/// The power to rename over what is there, in one step (`posix-rename@openssh.com`, rename(2)).
public non-sealed interface Replace extends Power {
    /// After this `to` is what `from` was; there is no moment without a `to`. `from` and `to` lie in one file
    /// system.
    void replace(RemotePath from, RemotePath to) throws Failed;
}
