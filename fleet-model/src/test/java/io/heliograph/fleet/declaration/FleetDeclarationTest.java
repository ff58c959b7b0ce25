package io.heliograph.fleet.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.wire.FleetJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetDeclarationTest {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"clusters\":null}", "{\"clusters\":[],\"hosts\":null}"})
    void what_is_not_named_is_empty(String json) throws Exception {
        assertThat(read(json)).isEqualTo(new FleetDeclaration(null, null, null));
    }

    @Test
    void a_declaration_needs_only_what_has_no_default() throws Exception {
        var declaration = read("""
                {"clusters": [{"cluster": "a", "asn": 65001, "aggregates": ["2001:db8::/32"]}],
                 "reflectors": [{"reflector": "rr01", "cluster": "a", "address": "2001:db8::1"}],
                 "hosts": [{"host": "docker01", "cluster": "a"}]}""");

        assertThat(declaration.clusters()).singleElement().satisfies(cluster -> {
            assertThat(cluster.bgp()).isEmpty();
            assertThat(cluster.upstreams()).isEmpty();
        });
        assertThat(declaration.reflectors())
                .singleElement()
                .satisfies(reflector -> assertThat(reflector.routerId()).isEmpty());
        assertThat(declaration.hosts())
                .singleElement()
                .satisfies(host -> assertThat(host.host()).isEqualTo(new HostId("docker01")));
    }

    @Test
    void it_reads_as_it_was_written() throws Exception {
        var declaration = read("{\"hosts\":[{\"host\":\"a\",\"cluster\":\"b\",\"address\":\"::1\"}]}");

        assertThat(read(FleetJson.mapper().writeValueAsString(declaration))).isEqualTo(declaration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"clusters\":[{\"cluster\":\"a\",\"asn\":65001}]}",
                "{\"clusters\":[{\"cluster\":\"a\",\"aggregates\":[]}]}",
                "{\"clusters\":[null]}",
                "{\"clusters\":{}}",
                "{\"hosts\":[{\"cluster\":\"a\"}]}",
                "{\"hosts\":[{\"host\":\"a}\",\"cluster\":\"a\"}]}",
                "{\"hosts\":[{\"host\":null,\"cluster\":\"a\"}]}"
            })
    void what_is_incomplete_or_wrong_is_refused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonMappingException.class);
    }

    private static FleetDeclaration read(String json) throws Exception {
        return FleetJson.mapper().readValue(json, FleetDeclaration.class);
    }
}
