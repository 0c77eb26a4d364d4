package dev.drey.files;

/// The power to change a link itself and not what it leads to (`lsetstat@openssh.com`, lchown, utimensat).
public non-sealed interface LinkAttributes extends Power {
    void setLinkAttributes(RemotePath path, Changes changes) throws Failed;
}
