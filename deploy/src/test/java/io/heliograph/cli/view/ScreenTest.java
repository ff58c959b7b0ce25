package io.heliograph.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ScreenTest {
    private static final String UP_TWO = "\r\u001b[2A";

    private final Screen screen = new Screen(10, 5);

    @Test
    void theFirstFrameIsWrittenWhereTheCursorIs() {
        var frame = screen.draw("one\ntwo\n", Screen.Frame.NONE);

        assertThat(frame.output()).isEqualTo("one\u001b[K\ntwo\u001b[K\n\u001b[J");
        assertThat(frame.lines()).isEqualTo(2);
    }

    @Test
    void theNextIsWrittenOverItAndWhatWasBelowIsCleared() {
        var before = screen.draw("one\ntwo\n", Screen.Frame.NONE);

        var frame = screen.draw("1\n", before);

        assertThat(frame.output()).isEqualTo(UP_TWO + "1\u001b[K\n\u001b[J");
        assertThat(frame.lines()).isEqualTo(1);
    }

    @Test
    void whatTheTerminalHasNoRowsForIsCounted() {
        var frame = new Screen(80, 5).draw("1\n2\n3\n4\n5\n", Screen.Frame.NONE);

        assertThat(frame.lines()).as("and one for the cursor").isEqualTo(4);
        assertThat(frame.output())
                .contains("3\u001b[K\n")
                .contains("… and 2 more lines")
                .doesNotContain("4\u001b");
    }

    @Test
    void aLineIsNeverBroken() {
        assertThat(screen.draw("0123456789X\n", Screen.Frame.NONE).output()).startsWith("0123456789\u001b[K");
    }

    @Test
    void coloursTakeNoRoomAndNeverRunOn() {
        var text = "\u001b[31m0123456789X\u001b[0m\n";

        assertThat(screen.draw(text, Screen.Frame.NONE).output()).startsWith("\u001b[31m0123456789\u001b[0m\u001b[K");
        assertThat(screen.draw("\u001b[32m0123456789\u001b[0m\n", Screen.Frame.NONE)
                        .output())
                .startsWith("\u001b[32m0123456789\u001b[0m\u001b[K");
    }
}
