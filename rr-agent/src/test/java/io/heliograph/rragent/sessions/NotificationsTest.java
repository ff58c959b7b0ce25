package io.heliograph.rragent.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.event.BgpError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationsTest {
    @ParameterizedTest
    @CsvSource({
        "Received: Administrative shutdown, PEER, 6, 2",
        "BGP Error: Hold timer expired, REFLECTOR, 4, 0",
        "BGP Error: Bad peer AS, REFLECTOR, 2, 2",
        "Received: Maximum number of prefixes reached, PEER, 6, 1",
    })
    void a_notification_has_its_numbers(String words, BgpError.Sender sender, int code, int subcode) {
        assertThat(Notifications.of(words)).contains(new BgpError(sender, code, subcode));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Socket: Connection refused", "Error: Invalid next hop", "", "Received: something new"})
    void other_words_are_no_notification(String words) {
        assertThat(Notifications.of(words)).isEmpty();
    }

    @Test
    void no_message_of_the_peer_is_taken_for_ours() {
        assertThat(Notifications.of("Received: Cease").orElseThrow().sender()).isEqualTo(BgpError.Sender.PEER);
    }
}
