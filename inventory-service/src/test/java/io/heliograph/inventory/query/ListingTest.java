package io.heliograph.inventory.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.fleet.reason.InvalidValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static final Listing<String> NAMES = new Listing<>(
            name -> name,
            name -> name.endsWith("!"),
            Map.of("name", Comparator.naturalOrder(), "length", Comparator.comparingInt(String::length)));
    private static final List<String> ALL = List.of("docker10", "Docker2!", "rr01", "docker3");

    private static Listing.Wish wish(
            @Nullable String q,
            boolean trouble,
            @Nullable String sort,
            @Nullable Integer limit,
            @Nullable Integer offset) {
        return new Listing.Wish(
                Optional.ofNullable(q),
                Optional.of(trouble),
                Optional.ofNullable(sort),
                Optional.ofNullable(limit),
                Optional.ofNullable(offset));
    }

    @Test
    void everything_comes_as_it_is_to_who_asks_for_nothing() {
        assertThat(NAMES.page(ALL, wish(null, false, null, null, null)).rows()).isEqualTo(ALL);
    }

    @Test
    void a_part_of_a_name_is_found_in_any_case() {
        assertThat(NAMES.page(ALL, wish(" DOCKER", false, "-length", null, null))
                        .rows())
                .containsExactly("docker10", "Docker2!", "docker3");
        assertThat(NAMES.page(ALL, wish("docker", true, null, null, null)).rows())
                .containsExactly("Docker2!");
    }

    @Test
    void a_page_says_how_many_there_are_in_all() {
        var many = IntStream.range(0, 25).mapToObj("host%02d"::formatted).toList();
        var page = NAMES.page(many, wish(null, false, "-name", 10, 20));
        assertThat(page.total()).isEqualTo(25);
        assertThat(page.rows()).containsExactly("host04", "host03", "host02", "host01", "host00");
        assertThat(NAMES.page(many, wish(null, false, null, 10, 30)).rows()).isEmpty();
    }

    @Test
    void what_cannot_be_is_refused_with_what_can() {
        assertThatThrownBy(() -> NAMES.page(ALL, wish(null, false, "age", null, null)))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("[length, name]");
        assertThatThrownBy(() -> wish(null, false, null, 1001, null)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> wish(null, false, null, null, -1)).isInstanceOf(InvalidValue.class);
    }
}
