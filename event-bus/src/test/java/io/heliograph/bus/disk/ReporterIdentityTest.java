package io.heliograph.bus.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.fleet.event.ReportVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReporterIdentityTest {
    @TempDir
    Path folder;

    @Test
    void each_start_is_an_epoch_of_its_own_and_every_report_comes_after_the_one_before() throws IOException {
        var state = folder.resolve("not/yet/there");
        var first = ReporterIdentity.begin(state);
        var last = first.next();
        for (int i = 0; i < 5; i++) {
            var next = first.next();
            assertThat(next.isAfter(last)).isTrue();
            last = next;
        }

        var restarted = ReporterIdentity.begin(state).next();

        assertThat(restarted.isAfter(last)).isTrue();
        assertThat(restarted.epoch()).isEqualTo(2);
        assertThat(restarted.instance()).isNotEqualTo(last.instance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "99999999999999999999"})
    void a_damaged_epoch_is_an_error_not_a_new_beginning(String content) throws IOException {
        Files.writeString(folder.resolve("epoch"), content);

        assertThatThrownBy(() -> ReporterIdentity.begin(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("epoch");
        assertThat(folder.resolve("epoch")).hasContent(content);
    }

    @Test
    void an_epoch_that_was_being_written_when_the_power_went_does_no_harm() throws IOException {
        ReporterIdentity.begin(folder);
        Files.writeString(folder.resolve("epoch.new"), "");

        assertThat(ReporterIdentity.begin(folder).epoch()).isEqualTo(2);
    }

    @Test
    void threads_never_share_a_version() throws Exception {
        var identity = ReporterIdentity.begin(folder);
        var tasks = new ArrayList<Callable<ReportVersion>>();
        for (int i = 0; i < 1_000; i++) {
            tasks.add(identity::next);
        }

        try (var threads = Executors.newFixedThreadPool(8)) {
            var versions = new ArrayList<ReportVersion>();
            for (var task : threads.invokeAll(tasks)) {
                versions.add(task.get());
            }
            assertThat(versions).doesNotHaveDuplicates();
        }
    }
}
