package io.heliograph.birdcontrol.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyAssemblerTest {
    private final ReplyAssembler assembler = new ReplyAssembler();

    private List<BirdOutput> accept(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return assembler.accept(bytes, 0, bytes.length);
    }

    @Test
    void a_continuation_has_the_number_of_the_line_before() {
        assertThat(accept("1002-one\n two\n \n0000 \n"))
                .containsExactly(new BirdOutput.Answer(new BirdReply(
                        0,
                        List.of(
                                new BirdReply.Line(1002, "one"),
                                new BirdReply.Line(1002, "two"),
                                new BirdReply.Line(1002, ""),
                                new BirdReply.Line(0, "")))));
    }

    @Test
    void asynchronous_lines_stand_anywhere() {
        assertThat(accept("+before\n1002-one\n+inside\n two\n+\n0000 \n+after\n"))
                .containsExactly(
                        new BirdOutput.Asynchronous("before"),
                        new BirdOutput.Asynchronous("inside"),
                        new BirdOutput.Asynchronous(""),
                        new BirdOutput.Answer(new BirdReply(
                                0,
                                List.of(
                                        new BirdReply.Line(1002, "one"),
                                        new BirdReply.Line(1002, "two"),
                                        new BirdReply.Line(0, "")))),
                        new BirdOutput.Asynchronous("after"));
    }

    @Test
    void it_knows_that_an_answer_has_begun() {
        assertThat(assembler.isInsideAnswer()).isFalse();
        accept("10");
        assertThat(assembler.isInsideAnswer()).isTrue();
        accept("02-one\n");
        assertThat(assembler.isInsideAnswer()).isTrue();
        accept("0000 \n");
        assertThat(assembler.isInsideAnswer()).isFalse();
    }

    @Test
    void what_no_bird_sends_is_garbage_and_nothing_comes_after_it() {
        assertThat(accept("220 mail ready\n0000 \n")).singleElement().isInstanceOf(BirdOutput.Garbage.class);
        assertThat(new ReplyAssembler().accept(" x\n".getBytes(StandardCharsets.UTF_8), 0, 3))
                .singleElement()
                .isInstanceOf(BirdOutput.Garbage.class);
    }

    @Test
    void a_line_without_end_is_garbage() {
        assertThat(accept("1".repeat(ReplyAssembler.MAX_LINE_BYTES + 1)))
                .singleElement()
                .isInstanceOf(BirdOutput.Garbage.class);
    }
}
