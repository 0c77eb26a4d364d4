package dev.drey.store;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.session.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Closes and opens secrets by AES-256-GCM with a fresh nonce for each. Whose secret it is is sealed in, so
/// that none can be put in another's place.
///
/// A sealed secret is `1.KEY.BASE64`: the form, which key closed it, and nonce, text and tag.
final class Vault {
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private Optional<MasterKey> key;

    private Vault(Path file, Optional<MasterKey> key) {
        this.file = file;
        this.key = key;
    }

    /// @throws Failed when there is a key that cannot be taken: others may read it, it is no key
    static Vault open(Path file) throws Failed {
        return new Vault(file, MasterKey.read(file));
    }

    /// Whether this key, or one that has yet to be made, closed it.
    synchronized boolean opens(String sealed) {
        return key.isPresent() && sealed.startsWith("1." + key.get().id() + ".");
    }

    /// Makes a key when there is none. Whoever calls has seen that no secret waits for a lost one.
    synchronized String seal(String server, String field, Secret secret) throws Failed {
        if (key.isEmpty()) key = Optional.of(MasterKey.make(file));
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] text = secret.reveal().getBytes(StandardCharsets.UTF_8);
        try {
            byte[] closed =
                    cipher(Cipher.ENCRYPT_MODE, key.get(), nonce, server, field).doFinal(text);
            byte[] all = ByteBuffer.allocate(NONCE + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
            return "1." + key.get().id() + "." + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /// @throws Failed PERMISSION_DENIED when the key is another one or missing, CHECKSUM_MISMATCH when
    ///     what is kept was altered
    synchronized Secret open(String server, String field, String sealed) throws Failed {
        if (!opens(sealed)) throw closed(server).thrown();
        byte[] all = decoded(server, field, sealed.substring(sealed.lastIndexOf('.') + 1));
        if (all.length < NONCE + TAG) throw altered(server, field);
        byte[] nonce = Arrays.copyOf(all, NONCE);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key.orElseThrow(), nonce, server, field);
            byte[] text = cipher.doFinal(all, NONCE, all.length - NONCE);
            return Secret.of(new String(text, StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            throw altered(server, field);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private static byte[] decoded(String server, String field, String text) throws Failed {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw altered(server, field);
        }
    }

    /// That secrets are kept which this key does not open.
    ///
    /// @param servers whose they are
    synchronized Failure closed(String servers) {
        String why = key.isEmpty() ? "is missing" : "is not the one that closed them";
        return Failure.of(
                Code.PERMISSION_DENIED,
                "the stored secrets of " + servers + " cannot be read, because the master key " + file + " " + why
                        + "; they are all still there. Put the right key back and start again; if it is lost, so are"
                        + " they: remove those servers and add them anew");
    }

    private static Failed altered(String server, String field) {
        return Failure.of(
                        Code.CHECKSUM_MISMATCH,
                        "the stored " + field + " of " + server + " was altered in the store: give it anew")
                .thrown();
    }

    private static Cipher cipher(int mode, MasterKey key, byte[] nonce, String server, String field)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(("drey\0" + server + "\0" + field).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
