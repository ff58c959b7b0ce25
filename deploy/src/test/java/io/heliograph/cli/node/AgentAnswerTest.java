package io.heliograph.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentAnswerTest {
    private static final URI AGENT = URI.create("http://localhost:8082");

    @Test
    void an_agent_that_does_not_answer_is_told() {
        assertThat(AgentAnswer.findings(AGENT, Optional.empty()))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.AGENT_UNREACHABLE);
    }

    @Test
    void what_an_agent_lacks_is_named() {
        assertThat(AgentAnswer.findings(AGENT, answer(false))).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.AGENT_NOT_READY);
            assertThat(reason.message()).contains("bird");
        });
        assertThat(AgentAnswer.findings(AGENT, answer(true))).isEmpty();
    }

    private static Optional<AgentAnswer> answer(boolean bird) {
        return Optional.of(new AgentAnswer(
                AGENT.toString(),
                bird,
                List.of(new AgentAnswer.Check("bus", true, Map.of()), new AgentAnswer.Check("bird", bird, Map.of()))));
    }
}
