package io.heliograph.cli;

import io.heliograph.cli.InventoryOptions.Question;
import io.heliograph.cli.view.Answer;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What a verb asks the inventory for and how it shows it, once or again and again.
///
/// @param kind the word by which the stream tells of one of these
/// @param key the name by which the stream tells which
/// @param answer of what there is, at a time
record Shown<T>(
        String kind,
        Question<List<T>> question,
        Function<T, String> key,
        BiFunction<List<T>, Instant, Answer> answer,
        Function<List<T>, ExitCode> exit) {
    /// A list, which is what it is: there is no good or bad to it.
    static <T> Shown<T> list(
            String kind,
            Question<List<T>> question,
            Function<T, String> key,
            BiFunction<List<T>, Instant, Answer> answer) {
        return new Shown<>(kind, question, key, answer, _ -> ExitCode.OK);
    }
}
