package io.heliograph.lab.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OldBirdTest {
    @Test
    void asksTheMachinesOwnMirrorAndTrustsTheArchivesKeysWhereTheyAre() {
        assertThat(OldBird.source("http://mirror.example/debian", true))
                .isEqualTo("deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]"
                        + " http://mirror.example/debian bullseye main\n");
        assertThat(OldBird.source("http://mirror.example/debian", false))
                .isEqualTo("deb http://mirror.example/debian bullseye main\n");
    }
}
