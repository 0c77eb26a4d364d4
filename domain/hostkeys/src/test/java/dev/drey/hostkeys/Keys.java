package dev.drey.hostkeys;

/// Keys made by ssh-keygen, as its public files hold them.
final class Keys {
    static final HostKey ONE = key("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIwJ8gAGlNF2tP9PBNQ29c2f3amI8fqRaNbEWKdn018q");
    static final HostKey TWO = key("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEuU+taQgj6X1vnsDqjuFqSNfFtj0wn9nVuZ8E21Frls");
    static final HostKey THREE =
            key("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID3JNo0NPzeC6d6s9omrLHFpyQK3EDq5JcNANu6cY7lv");
    static final HostKey ECDSA =
            key("ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBJ/7zgI6pd"
                    + "Hbw+V0NKleljNdN8Rj2PtJOjbbVOdp3N91belDPmvEJ3SXP5lSdeJnnCdyoJdOTwgp3dslE6xRpko=");
    static final HostKey RSA = key("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDN5Q+zmCaqsyzVi9g42bo3XqNbn9z3bdvYsjAQUPrPNIR"
            + "HB5j/+LkzM8i3upC7gXWRyU5yPHSiAwTn5y7CsymsXdKkQzYOmSUNmU6MCVSh093OEB/qZ0jtdhZzbDfdNIB6mixPb67mF6/OkVqGaw"
            + "WMBr8HNYfK40xOAV7ebAwTyT2rAQx1WASbgx64JE3Gx9BxZWkyVLta4zuQCgTQsSuDi9H88RW45oLC2EW02OM8AQ61yKdmE7HeODeUB"
            + "OjLrH/eY+PlD9GKJClTe7OApNMFmyGOLOQXhvs6omcXnD7mWlsFOjFmxGCgvKIFJ71xE8IHkHfugoOlUp6UkUaY8MKt");

    /// A host certificate for [#ONE], signed by [#THREE].
    static final HostKey CERTIFICATE =
            key("ssh-ed25519-cert-v01@openssh.com AAAAIHNzaC1lZDI1NTE5LWNlcnQtdjAxQG9wZW5zc2g"
                    + "uY29tAAAAINzc3c8LKxtM8wt9BapCgTxJwJf9BFlgyendeZgWRu4kAAAAIIwJ8gAGlNF2tP9PBNQ29c2f3amI8fqRaNbEWKdn018qAA"
                    + "AAAAAAAAAAAAACAAAAAmlkAAAAFAAAABBob3N0LmV4YW1wbGUuY29tAAAAAAAAAAD//////////wAAAAAAAAAAAAAAAAAAADMAAAALc"
                    + "3NoLWVkMjU1MTkAAAAgPck2jQ0/N4Lp3qz2iasscWnJArcQOrklw0A27pxjuW8AAABTAAAAC3NzaC1lZDI1NTE5AAAAQDdxvE0OhB4w"
                    + "Evu/gff2bbktqMYxKuElwFFRnOChrkPED6u+RNt8/C9etV+rp8PZo8oN9Gd/b7fzw6FsGdyS9Ag=");

    private Keys() {}

    private static HostKey key(String text) {
        return HostKey.parse(text).orElseThrow();
    }
}
