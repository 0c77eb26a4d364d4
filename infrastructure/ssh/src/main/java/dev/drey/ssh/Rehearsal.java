package dev.drey.ssh;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The cryptography of a usual login, once, with keys that nobody ever sees: so that it is loaded, linked
/// and compiled while the caller still reads its configuration and the server still makes its process.
final class Rehearsal {
    private Rehearsal() {}

    static void run() throws GeneralSecurityException {
        agree();
        sign();
        encrypt();
    }

    private static void agree() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(pair.getPrivate());
        agreement.doPhase(pair.getPublic(), true);
        MessageDigest.getInstance("SHA-256").digest(agreement.generateSecret());
    }

    private static void sign() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(pair.getPrivate());
        byte[] signed = signing.sign();
        signing.initVerify(pair.getPublic());
        signing.verify(signed);
    }

    private static void encrypt() throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"), new GCMParameterSpec(128, new byte[12]));
        cipher.updateAAD(new byte[4]);
        cipher.doFinal(new byte[64]);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        mac.doFinal(new byte[16]);
    }
}
