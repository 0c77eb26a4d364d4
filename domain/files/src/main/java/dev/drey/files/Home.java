package dev.drey.files;

/// The power to find home directories (`expand-path@openssh.com`, `home-directory`).
public non-sealed interface Home extends Power {
    /// `~`, `~/x` and `~user/x` made absolute.
    RemotePath expand(RemotePath path) throws Failed;
}
