package io.heliograph.fleet;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/// Ed25519 (RFC 8032) over raw keys of 32 octets. Signing is deterministic: the same words give the same signature.
final class Ed25519 {
    private static final String NAME = "Ed25519";

    /// What RFC 8410 puts before the octets of a private and of a public key.
    private static final byte[] PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final byte[] PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    static byte[] sign(byte[] seed, byte[] statement) {
        try {
            var signature = Signature.getInstance(NAME);
            signature.initSign(
                    KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(joined(PRIVATE, seed))));
            signature.update(statement);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519, and every 32 octets are a key", e);
        }
    }

    /// False for a signature or a key that is none, too: both come from outside.
    static boolean verifies(byte[] key, byte[] statement, byte[] signed) {
        try {
            var signature = Signature.getInstance(NAME);
            signature.initVerify(
                    KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(joined(PUBLIC, key))));
            signature.update(statement);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static byte[] decoded(String text, String prefix) {
        return Base64.getUrlDecoder().decode(text.substring(prefix.length()));
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        return ByteBuffer.allocate(head.length + tail.length)
                .put(head)
                .put(tail)
                .array();
    }
}
