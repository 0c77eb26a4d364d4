package dev.drey.ssh;

import java.util.List;

/// Which algorithms may be agreed, best first; an empty list means the modern set that we ship.
///
/// A name that OpenSSH knows and we lack is dropped with a warning while another of the list is left; a
/// name that
/// nobody knows, or a list of which nothing is left, is INVALID_ARGUMENT. `aes128-gcm` is short for
/// `aes128-gcm@openssh.com`. As in ssh_config, a list that starts with `+`, `-` or `^` changes the modern
/// set.
///
/// @param bannedCiphers exact names or families: `3des`, `rc4` (= `arcfour*`), `des`, `cbc`
/// @param compression `none`, `zlib`, `zlib@openssh.com`, best first; empty means none
public record Algorithms(
        List<String> kex,
        List<String> ciphers,
        List<String> macs,
        List<String> hostKeys,
        List<String> bannedCiphers,
        List<String> compression) {

    /// AES-GCM first, post-quantum key exchange where it is there.
    public static final Algorithms MODERN =
            new Algorithms(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Algorithms {
        kex = List.copyOf(kex);
        ciphers = List.copyOf(ciphers);
        macs = List.copyOf(macs);
        hostKeys = List.copyOf(hostKeys);
        bannedCiphers = List.copyOf(bannedCiphers);
        compression = List.copyOf(compression);
    }

    public Algorithms withKex(List<String> other) {
        return new Algorithms(other, ciphers, macs, hostKeys, bannedCiphers, compression);
    }

    public Algorithms withCiphers(List<String> other) {
        return new Algorithms(kex, other, macs, hostKeys, bannedCiphers, compression);
    }

    public Algorithms withMacs(List<String> other) {
        return new Algorithms(kex, ciphers, other, hostKeys, bannedCiphers, compression);
    }

    public Algorithms withHostKeys(List<String> other) {
        return new Algorithms(kex, ciphers, macs, other, bannedCiphers, compression);
    }

    public Algorithms withBannedCiphers(List<String> other) {
        return new Algorithms(kex, ciphers, macs, hostKeys, other, compression);
    }

    public Algorithms withCompression(List<String> other) {
        return new Algorithms(kex, ciphers, macs, hostKeys, bannedCiphers, other);
    }
}
