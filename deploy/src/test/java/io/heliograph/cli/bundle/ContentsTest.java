package io.heliograph.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.bundle.Contents.Keep;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ContentsTest {
    private static final int FILE = 1_000;

    private final Contents contents = new Contents(new Redaction(List.of("planted")), FILE, 24 * FILE);

    @Test
    void aFileThatIsTooLongIsCutAtTheEndThatMattersLess() {
        var text = "a" + "x".repeat(FILE) + "z";

        contents.add("log", "there", text, Keep.END);
        contents.add("listing", "there", text, Keep.BEGINNING);

        assertThat(contents.parts()).allSatisfy(part -> {
            assertThat(part.cut()).isTrue();
            assertThat(part.bytes()).isEqualTo(FILE);
        });
        assertThat(text("log")).endsWith("z");
        assertThat(text("listing")).startsWith("a");
    }

    @Test
    void aSecretAtTheCutIsTakenOutBeforeIt() {
        contents.add("log", "there", "x".repeat(FILE - 3) + "planted", Keep.BEGINNING);

        assertThat(text("log")).doesNotContain("pla");
    }

    @Test
    void theWholeHasALimitAndWhatIsBeyondItIsNamed() {
        var text = "x".repeat(FILE);
        for (int i = 0; i <= 24; i++) {
            contents.add("file" + i, "there", text, Keep.END);
        }

        assertThat(contents.leftOut())
                .singleElement()
                .satisfies(left -> assertThat(left.what()).isEqualTo("file24"));
    }

    @Test
    void whyIsNoWayOutForASecretEither() {
        contents.leaveOut("a planted thing", "it said planted");

        assertThat(contents.leftOut().toString()).doesNotContain("planted");
    }

    /// One word as long as a log may be, and a string without end: neither takes long nor more than the stack has.
    @Test
    void noTextIsTooStrangeToBeCleaned() {
        var redaction = new Redaction(List.of("planted"));

        assertThat(redaction.clean("x".repeat(Contents.MAX_FILE_BYTES))).hasSize(Contents.MAX_FILE_BYTES);
        assertThat(redaction.clean("\"token\": \"" + "\\a".repeat(100_000))).contains(Redaction.MARK);
        assertThat(redaction.clean("-----BEGIN PRIVATE KEY-----" + "y\n".repeat(100_000)))
                .isEqualTo(Redaction.MARK);
    }

    private String text(String name) {
        return new String(contents.files().getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }
}
