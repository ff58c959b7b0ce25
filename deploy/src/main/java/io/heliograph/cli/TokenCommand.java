package io.heliograph.cli;

import io.heliograph.cli.view.Answers;
import io.heliograph.fleet.JoinKey;
import io.heliograph.fleet.JoinToken;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `heliograph token`
@Command(
        name = "token",
        description = {
            "Makes an enrolment token and its public key.",
            "The key goes into the cluster's membership.joinKeys, the token to the hosts as HELIOGRAPH_JOIN_TOKEN.",
            "Nobody keeps the token but you."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph token -o json"})
final class TokenCommand implements Callable<Integer> {
    private static final int OCTETS = 32;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        if (!(pair.getPrivate() instanceof EdECPrivateKey secret)) {
            throw new IllegalStateException("every JDK has Ed25519");
        }
        // The last octets of a public key's encoding are the key (RFC 8410).
        var encoded = pair.getPublic().getEncoded();
        var key = JoinKey.of(Arrays.copyOfRange(encoded, encoded.length - OCTETS, encoded.length));
        output.print(Answers.token(JoinToken.text(secret.getBytes().orElseThrow()), key));
        return ExitCode.OK.number();
    }
}
