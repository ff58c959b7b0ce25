package io.heliograph.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.fleet.reason.InvalidValue;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class JoinTokenTest {
    /// The first pair of RFC 8032, 7.1.
    private static final byte[] SEED =
            HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    private static final JoinKey KEY =
            JoinKey.of(HexFormat.of().parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    private static final JoinToken TOKEN = JoinToken.parse(JoinToken.text(SEED));
    private static final ClusterId LAB = new ClusterId("lab");
    private static final HostId DOCKER01 = new HostId("docker01");

    @Test
    void a_proof_is_accepted_by_the_key_of_its_token() {
        var proof = TOKEN.proof(LAB, DOCKER01);

        assertThat(KEY.accepts(proof, LAB, DOCKER01)).isTrue();
        assertThat(TOKEN.proof(LAB, DOCKER01)).isEqualTo(proof);
    }

    @Test
    void a_proof_that_another_host_or_cluster_copies_proves_nothing() {
        var proof = TOKEN.proof(LAB, DOCKER01);

        assertThat(KEY.accepts(proof, LAB, new HostId("docker02"))).isFalse();
        assertThat(KEY.accepts(proof, new ClusterId("lab2"), DOCKER01)).isFalse();
        assertThat(KEY.accepts(proof, new ClusterId("lab.docker01"), DOCKER01)).isFalse();
    }

    @Test
    void another_token_and_what_is_no_signature_are_refused() {
        var other = SEED.clone();
        other[0]++;

        assertThat(KEY.accepts(JoinToken.parse(JoinToken.text(other)).proof(LAB, DOCKER01), LAB, DOCKER01))
                .isFalse();
        assertThat(KEY.accepts(new JoinProof(JoinProof.PREFIX + "A".repeat(86)), LAB, DOCKER01))
                .isFalse();
        assertThat(new JoinKey(JoinKey.PREFIX + "_".repeat(43)).accepts(TOKEN.proof(LAB, DOCKER01), LAB, DOCKER01))
                .isFalse();
    }

    @Test
    void a_token_is_shown_nowhere() {
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(SEED);

        assertThat(TOKEN.toString()).doesNotContain(secret.substring(0, 8));
        assertThatThrownBy(() -> JoinToken.parse("hgt1_" + secret + "x"))
                .isInstanceOf(InvalidValue.class)
                .hasMessageNotContaining(secret);
    }
}
