package dev.drey.files;

import java.util.List;

/// The power to show less of itself, kept where the files are and at the moment of use, as a jail keeps
/// its bounds.
public non-sealed interface Narrowing extends Power {
    /// One directory that shall still be seen.
    ///
    /// @param prefix absolute, as this tree shows it
    /// @param writable whether anything in it may be changed, where this tree lets it
    record Part(RemotePath prefix, boolean writable) {}

    /// The same files, but nothing outside the parts; never more than this tree shows. A part that is
    /// missing, is no directory or is reached through a link is left out. The caller closes it; what was
    /// opened through it lives on.
    ///
    /// @throws Failed NOT_FOUND when no part is left
    FileTree narrowed(List<Part> parts) throws Failed;
}
