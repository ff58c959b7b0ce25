package io.heliograph.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactionTest {
    private static final String PLANTED = "pLaNtEd-7";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\tpassword \"pLaNtEd-7\";",
                "keys { key { id 7; secret \"pLaNtEd-7\"; algorithm cmac aes128; }; };",
                "password \"pLaNtEd-7 and a line that was cut",
                "HELIOGRAPH_SECRET_LAB=pLaNtEd-7",
                "HELIOGRAPH_JOIN_TOKEN: pLaNtEd-7",
                "{\"joinToken\":\"pLaNtEd-7\",\"host\":\"docker01\"}",
                "{\"password\" : \"pLaNtEd-7 \\\" pLaNtEd-7\"}",
                "token='pLaNtEd-7'",
                "api_key=pLaNtEd-7, next=1",
                "proxy is http://alice:pLaNtEd-7@proxy.example:3128/",
                "Authorization: Bearer pLaNtEd-7",
                "authorization=Basic pLaNtEd-7",
                "sasl.jaas.config=org.apache.kafka.x required username=\"a\" password=\"pLaNtEd-7\";",
                "{\"payload\":\"{\\\"joinToken\\\": \\\"pLaNtEd-7\\\"\"}",
                "{\"payload\":\"{\\\"joinToken\\\": \\\"a \\\\\\\" pLaNtEd-7\\\"\"}",
                "{\"text\":\"protocol bgp u_1 {\\n\\tpassword \\\"pLaNtEd-7\\\";\\n}\"}",
                "{\"text\":\"x\\nAuthorization: Bearer pLaNtEd-7\"}",
                "-----BEGIN PRIVATE KEY-----\npLaNtEd-7\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\npLaNtEd-7"
            })
    void whatLooksLikeASecretGoesAlthoughNobodyKnowsIt(String text) {
        assertThat(new Redaction(List.of()).clean(text)).doesNotContain(PLANTED).contains(Redaction.MARK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a log that says s3cr=t/\\\"x as it is",
                "{\"message\":\"s3cr=t/\\\\\\\"x\"}",
                "GET /?q=s3cr%3Dt%2F%5C%22x",
                "czNjcj10L1wieA==",
                "czNjcj10L1wieA"
            })
    void whatThisMachineKnowsIsFoundInEveryWriting(String text) {
        assertThat(new Redaction(List.of("s3cr=t/\\\"x")).clean(text)).contains(Redaction.MARK);
        assertThat(new Redaction(List.of()).clean(text)).doesNotContain(Redaction.MARK);
    }

    @Test
    void ourTokensAndProofsAreKnownByTheirForm() {
        var token = "hgt1_" + "a".repeat(43);
        var proof = "hgp1_" + "b".repeat(86);
        var key = "hgk1_" + "c".repeat(43);

        assertThat(new Redaction(List.of()).clean("\\n" + token)).isEqualTo("\\n(redacted)");
        assertThat(new Redaction(List.of()).clean("joined by " + token + " with " + proof + " for " + key))
                .isEqualTo("joined by (redacted) with (redacted) for " + key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "protocol bgp h_0404d4aa7bf7 {",
                "include \"secret-lab.conf\";",
                "revision=0f3a9c112233 change=ADDITIVE",
                "{\"host\":\"docker01\",\"code\":\"SECRET_MISSING\"}",
                "the session with docker01 went silent",
                "http://inventory.example:8080/api/v1/status"
            })
    void whatIsNoSecretStays(String text) {
        assertThat(new Redaction(List.of("longer-secret")).clean(text)).isEqualTo(text);
    }

    @Test
    void aSecretOfThreeLettersIsNotSoughtInEveryWord() {
        assertThat(new Redaction(List.of("abc", "")).clean("abcdef")).isEqualTo("abcdef");
        assertThat(new Redaction(List.of("abc")).clean("password \"abc\"")).doesNotContain("abc");
    }
}
