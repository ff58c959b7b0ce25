package io.heliograph.birdcontrol.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// What BIRD said once, byte for byte, by version.
public final class Recorded {
    static final List<String> VERSIONS = List.of("2.0.12", "2.17.6", "3.1.8");

    private Recorded() {}

    public static List<String> versions() {
        return VERSIONS;
    }

    static byte[] bytes(String version, String name) {
        var path = "/bird/" + version + "/" + name + ".txt";
        try (var stream = Recorded.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new AssertionError("no such recording: " + path);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static BirdReply reply(String version, String name) {
        var assembler = new ReplyAssembler();
        var bytes = bytes(version, name);
        var output = assembler.accept(bytes, 0, bytes.length);
        assertThat(assembler.isInsideAnswer()).isFalse();
        assertThat(output).hasSize(1);
        if (output.getFirst() instanceof BirdOutput.Answer(var reply)) {
            return reply;
        }
        throw new AssertionError("no answer: " + output);
    }
}
