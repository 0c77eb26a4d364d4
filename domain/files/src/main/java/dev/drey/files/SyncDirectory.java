package dev.drey.files;

/// The power to make a directory's names last through a power cut (fsync(2) of the directory).
public non-sealed interface SyncDirectory extends Power {
    void syncDirectory(RemotePath directory) throws Failed;
}
