package io.heliograph.fleet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.answer.ReasonPage;
import io.heliograph.fleet.reason.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The pages of the catalogue in the documents are those of the code.
class ReasonPagesGoldenTest {
    private static final Path PAGES = Path.of("../docs/reasons");

    @ParameterizedTest
    @EnumSource
    void each_reason_has_its_page(ReasonCode code) throws IOException {
        Golden.check(PAGES.resolve(code + ".md"), page(ReasonPage.of(code)));
    }

    @Test
    void the_index_names_every_reason() throws IOException {
        var rows = Arrays.stream(ReasonCode.values())
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .map(ReasonPage::of)
                .map(page -> "| [%1$s](%1$s.md) | %2$s | %3$s | %4$s |"
                        .formatted(page.code(), page.title(), word(page), page.costsReachability() ? "yes" : ""))
                .collect(Collectors.joining("\n"));
        Golden.check(PAGES.resolve("README.md"), """
                # Reasons

                Whatever Heliograph refuses, holds or finds wanting, it says by one of these codes: on the bus, in the API, in
                the dashboard, on the command line. A code is added, never renamed. The pages are made from the catalogue.

                | code | what | severity | costs reachability |
                |---|---|---|---|
                %s
                """.formatted(rows));
    }

    @Test
    void no_page_is_left_of_a_reason_that_is_gone() throws IOException {
        try (var files = Files.list(PAGES)) {
            var names = files.map(file -> file.getFileName().toString()).toList();
            var wanted = new ArrayList<>(List.of("README.md"));
            Arrays.stream(ReasonCode.values()).map(code -> code + ".md").forEach(wanted::add);
            assertThat(names).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    private static String page(ReasonPage page) {
        return """
                # %s

                **%s.** %s

                | | |
                |---|---|
                | severity | %s |
                | costs reachability | %s |
                | shown | %s |
                | explained by | %s |
                | explains | %s |

                ## What it says

                > %s

                ## What to do

                > %s

                [All reasons](README.md)
                """.formatted(
                        page.code(),
                        page.title(),
                        page.costsReachability()
                                ? "Something cannot be reached for this reason."
                                : "Everything that could be reached still can be.",
                        word(page),
                        page.costsReachability() ? "yes" : "no",
                        page.showsAfter().isZero()
                                ? "at once"
                                : "once it has held for " + page.showsAfter().toSeconds() + " s",
                        links(page.explainedBy()),
                        links(Arrays.stream(ReasonCode.values())
                                .filter(other -> other.explainedBy().contains(page.code()))
                                .sorted()
                                .toList()),
                        page.message(),
                        page.mend());
    }

    private static String word(ReasonPage page) {
        return page.severity().name().toLowerCase(Locale.ROOT);
    }

    private static String links(List<ReasonCode> codes) {
        return codes.isEmpty()
                ? "–"
                : codes.stream().map(code -> "[%1$s](%1$s.md)".formatted(code)).collect(Collectors.joining(", "));
    }
}
