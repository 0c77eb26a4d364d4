package dev.drey.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.apache.sshd.common.config.keys.PrivateKeyEntryDecoder;
import org.apache.sshd.common.config.keys.PublicKeyEntryDecoder;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSAUtils;
import org.apache.sshd.common.util.security.eddsa.generic.GenericEd25519PublicKeyDecoder;
import org.apache.sshd.common.util.security.eddsa.generic.GenericOpenSSHEd25519PrivateKeyEntryDecoder;
import org.apache.sshd.common.util.security.eddsa.generic.GenericSignatureEd25519;

/// Ed25519 (RFC 8032, in SSH by RFC 8709) with the JDK's keys and signatures.
final class JdkEd25519 implements EdDSASupport<EdECPublicKey, EdECPrivateKey> {
    static final JdkEd25519 SUPPORT = new JdkEd25519();
    private static final int SEED = 32;

    private JdkEd25519() {}

    @Override
    public PublicKeyEntryDecoder<EdECPublicKey, EdECPrivateKey> getEDDSAPublicKeyEntryDecoder() {
        return new GenericEd25519PublicKeyDecoder<>(EdECPublicKey.class, EdECPrivateKey.class, this);
    }

    @Override
    public PrivateKeyEntryDecoder<EdECPublicKey, EdECPrivateKey> getOpenSSHEDDSAPrivateKeyEntryDecoder() {
        return new GenericOpenSSHEd25519PrivateKeyEntryDecoder<>(EdECPublicKey.class, EdECPrivateKey.class, this);
    }

    @Override
    public Signature getEDDSASigner() {
        return new GenericSignatureEd25519(SecurityUtils.ED25519);
    }

    @Override
    public int getEDDSAKeySize(Key key) {
        return is25519(key) ? KEY_SIZE : -1;
    }

    @Override
    public Class<EdECPublicKey> getEDDSAPublicKeyType() {
        return EdECPublicKey.class;
    }

    @Override
    public Class<EdECPrivateKey> getEDDSAPrivateKeyType() {
        return EdECPrivateKey.class;
    }

    @Override
    public boolean compareEDDSAPPublicKeys(PublicKey one, PublicKey other) {
        return is25519(one) && is25519(other) && Arrays.equals(one.getEncoded(), other.getEncoded());
    }

    @Override
    public boolean compareEDDSAPrivateKeys(PrivateKey one, PrivateKey other) {
        return is25519(one) && is25519(other) && MessageDigest.isEqual(one.getEncoded(), other.getEncoded());
    }

    /// The JDK computes a public key only where it makes a pair, and takes the seed of one from its source of
    /// randomness: a source that gives this key's own seed makes this key's own pair.
    @Override
    public EdECPublicKey recoverEDDSAPublicKey(PrivateKey key) throws GeneralSecurityException {
        if (!(key instanceof EdECPrivateKey own) || !is25519(key)) throw new InvalidKeyException("not an Ed25519 key");
        byte[] seed = own.getBytes().orElseThrow(() -> new InvalidKeyException("a key that does not show its bytes"));
        if (seed.length != SEED) throw new InvalidKeyException("an Ed25519 key has 32 bytes");
        KeyPairGenerator pairs = KeyPairGenerator.getInstance(SecurityUtils.ED25519);
        pairs.initialize(NamedParameterSpec.ED25519, new Seed(seed));
        return (EdECPublicKey) pairs.generateKeyPair().getPublic();
    }

    @Override
    public EdECPublicKey generateEDDSAPublicKey(byte[] point) throws GeneralSecurityException {
        if (point.length != SEED) throw new InvalidKeyException("an Ed25519 key has 32 bytes");
        return (EdECPublicKey) keys().generatePublic(EdDSAUtils.createPublicKeySpec(point));
    }

    @Override
    public EdECPrivateKey generateEDDSAPrivateKey(byte[] seed) throws GeneralSecurityException {
        if (seed.length != SEED) throw new InvalidKeyException("an Ed25519 key has 32 bytes");
        return (EdECPrivateKey) keys().generatePrivate(EdDSAUtils.createPrivateKeySpec(seed));
    }

    private KeyFactory keys() throws GeneralSecurityException {
        return KeyFactory.getInstance(getKeyFactoryAlgorithm());
    }

    @Override
    public <B extends Buffer> B putRawEDDSAPublicKey(B buffer, PublicKey key) {
        try {
            buffer.putBytes(EdDSAUtils.getBytes(key));
            return buffer;
        } catch (InvalidKeyException other) {
            throw new IllegalArgumentException(other);
        }
    }

    @Override
    public <B extends Buffer> B putEDDSAKeyPair(B buffer, PublicKey publicKey, PrivateKey privateKey) {
        throw new UnsupportedOperationException("keys are not handed to an agent");
    }

    @Override
    public KeySpec createPublicKeySpec(EdECPublicKey key) {
        return new X509EncodedKeySpec(key.getEncoded());
    }

    @Override
    public KeySpec createPrivateKeySpec(EdECPrivateKey key) {
        return new PKCS8EncodedKeySpec(key.getEncoded());
    }

    @Override
    public byte[] getPublicKeyData(EdECPublicKey key) {
        try {
            return EdDSAUtils.getBytes(key);
        } catch (InvalidKeyException other) {
            throw new IllegalArgumentException(other);
        }
    }

    @Override
    public byte[] getPrivateKeyData(EdECPrivateKey key) throws IOException {
        return key.getBytes().orElseThrow(() -> new IOException("a key that does not show its bytes"));
    }

    @Override
    public String getKeyFactoryAlgorithm() {
        return SecurityUtils.ED25519;
    }

    private static boolean is25519(Key key) {
        return key instanceof EdECKey ours
                && NamedParameterSpec.ED25519.getName().equals(ours.getParams().getName());
    }

    /// Gives one key's bytes, once.
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // never written anywhere
        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) throw new IllegalStateException("another number of bytes is asked for");
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
