package dev.drey.files;

import java.util.OptionalInt;

/// The power to give a file a second name (`hardlink@openssh.com`, link(2)).
public non-sealed interface HardLinks extends Power {
    /// `link` becomes another name of the file `existing`. ALREADY_EXISTS when it is taken.
    void hardLink(RemotePath existing, RemotePath link) throws Failed;

    /// How many names the file has, where the tree can tell. SFTP version 3 has no field for it: there
    /// the directory is read until the name comes, and the server's `ls -l` line tells, or nothing does.
    OptionalInt names(RemotePath path) throws Failed;
}
