package io.heliograph.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.cli.linux.TerminalSize;
import io.heliograph.cli.view.Answer;
import io.heliograph.cli.view.OutputFormat;
import io.heliograph.cli.view.Screen;
import io.heliograph.cli.view.Staleness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where a watch writes to.
sealed interface WatchOutput<T> {
    /// What there is now.
    ///
    /// @param anew whether it was read because nobody knows what changed
    void state(List<T> state, boolean anew, Staleness staleness);

    /// What the stream tells of one of them.
    void changed(String key, Optional<JsonNode> view);

    /// Time goes by.
    void tick(Staleness staleness);

    /// Something that is not data.
    void note(String line);

    /// A terminal: one text that replaces itself.
    final class InPlace<T> implements WatchOutput<T> {
        private final Shown<T> shown;
        private final Console console;
        private List<T> state = List.of();
        private Screen.Frame frame = Screen.Frame.NONE;
        private TerminalSize size = new TerminalSize(0, 0);

        InPlace(Shown<T> shown, Console console) {
            this.shown = shown;
            this.console = console;
        }

        @Override
        public void state(List<T> now, boolean anew, Staleness staleness) {
            state = now;
            draw(staleness);
        }

        @Override
        public void changed(String key, Optional<JsonNode> view) {
            // The state is read and drawn.
        }

        @Override
        public void tick(Staleness staleness) {
            draw(staleness);
        }

        @Override
        public void note(String line) {
            // Stands in the frame.
        }

        private void draw(Staleness staleness) {
            var current = TerminalSize.ofStdout().orElse(size);
            // Lines that a narrower terminal broke are no longer where they were.
            var start = current.equals(size) || frame.lines() == 0 ? "" : "\u001b[H\u001b[2J";
            var before = start.isEmpty() ? frame : Screen.Frame.NONE;
            size = current;
            var paint = OutputOptions.paint();
            var text = staleness.line().map(line -> paint.bad(line) + "\n").orElse("")
                    + shown.answer().apply(state, Instant.now()).text();
            frame = new Screen(size.columns(), size.rows()).draw(text, before);
            console.data(start + frame.output());
        }
    }

    /// A pipe or a file: what is new is added.
    final class Appended<T> implements WatchOutput<T> {
        private final Shown<T> shown;
        private final OutputFormat format;
        private final Console console;
        private final Map<String, JsonNode> known = new TreeMap<>();
        private String block = "";
        private String schema = "";

        Appended(Shown<T> shown, OutputFormat format, Console console) {
            this.shown = shown;
            this.format = format;
            this.console = console;
        }

        @Override
        public void state(List<T> now, boolean anew, Staleness staleness) {
            var answer = shown.answer().apply(now, Instant.now());
            schema = answer.schema();
            switch (format) {
                case JSONL -> lines(now, anew);
                case TABLE, CSV -> block(answer, block.isEmpty() ? "" : "\n");
                case JSON -> block(answer, "");
                case YAML -> block(answer, block.isEmpty() ? "" : "---\n");
            }
        }

        private void block(Answer answer, String between) {
            var text = answer.in(format);
            if (!text.equals(block)) {
                console.data(between + text);
                block = text;
            }
        }

        /// What is another than it was told to be.
        private void lines(List<T> now, boolean anew) {
            var trees = new TreeMap<String, JsonNode>();
            now.forEach(item -> trees.put(shown.key().apply(item), Answer.tree(item)));
            // Otherwise the stream has told, and merely seen again is no change.
            if (anew) {
                trees.forEach((key, tree) -> changed(key, Optional.of(tree)));
            }
            List.copyOf(known.keySet()).stream()
                    .filter(key -> !trees.containsKey(key))
                    .forEach(key -> changed(key, Optional.empty()));
        }

        @Override
        public void changed(String key, Optional<JsonNode> view) {
            if (format != OutputFormat.JSONL) {
                return;
            }
            view.ifPresentOrElse(
                    tree -> {
                        if (!tree.equals(known.put(key, tree))) {
                            console.data(Answer.line(schema, tree));
                        }
                    },
                    () -> {
                        if (known.remove(key) != null) {
                            console.data(Answer.gone(schema, key));
                        }
                    });
        }

        @Override
        public void tick(Staleness staleness) {
            // Nothing is new.
        }

        @Override
        public void note(String line) {
            console.note(line);
        }
    }
}
