package io.heliograph.hostagent.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.node.docker.EngineAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What a real engine answered (`GET /containers/json`): two containers on `blue` (58f2), one of them on `both`
/// (3987) as well, a paused one, and one without a network.
class RecordedContainersTest {
    @Test
    void containers_that_run_are_listed_by_age_with_what_they_can_be_asked_at() throws IOException {
        try (var in = RecordedContainersTest.class.getResourceAsStream("/docker/28.containers.json")) {
            assertThat(EngineAnswer.endpoints(Objects.requireNonNull(in).readAllBytes()))
                    .extracting(endpoint -> endpoint.networkId().substring(0, 4) + " " + endpoint.address())
                    .containsExactly(
                            "58f2 2001:db8:1::9",
                            "58f2 172.17.0.2",
                            "58f2 2001:db8:1::2",
                            "58f2 172.17.0.3",
                            "3987 2001:db8:4::2",
                            "3987 10.9.0.2");
        }
    }

    @Test
    void what_is_no_list_of_containers_is_refused() {
        assertThatThrownBy(() ->
                        EngineAnswer.endpoints("{\"message\":\"page not found\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }
}
