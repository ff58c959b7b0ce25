package io.heliograph.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.fleet.reason.InvalidValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretFileTest {
    private static final SecretFile MD5 = new SecretFile(new SecretName("uplink"), Optional.empty());
    private static final SecretFile AO = new SecretFile(new SecretName("uplink"), Optional.of(7));

    @Test
    void a_configuration_tells_what_it_includes() {
        var text = "protocol bgp a {\n" + AO.inclusion() + "}\nprotocol bgp b {\n" + MD5.inclusion() + AO.inclusion()
                + "}\n";

        assertThat(SecretFile.in(text)).containsExactly(MD5, AO);
        assertThat(SecretFile.in("\tinclude \"secret-uplink-ao-.conf\";\n")).isEmpty();
    }

    @Test
    void a_kind_of_signature_has_a_file_and_words_of_its_own() {
        assertThat(MD5.fileName()).isEqualTo("secret-uplink.conf");
        assertThat(MD5.words("s")).isEqualTo("\tpassword \"s\";\n");
        assertThat(AO.fileName()).isEqualTo("secret-uplink-ao-7.conf");
        assertThat(AO.inclusion()).isEqualTo("\tauthentication ao;\n\tinclude \"secret-uplink-ao-7.conf\";\n");
        assertThat(AO.words("s"))
                .isEqualTo("\tkeys { key { id 7; secret \"s\"; algorithm cmac aes128; preferred; }; };\n");
    }

    @Test
    void a_key_that_tcp_ao_does_not_have_is_refused() {
        assertThatThrownBy(() -> new SecretFile(new SecretName("uplink"), Optional.of(256)))
                .isInstanceOf(InvalidValue.class);
    }
}
