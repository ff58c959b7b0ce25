package io.heliograph.cli.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFilesTest {
    @TempDir
    private Path folder;

    /// A file where the folder should be: root may write wherever there is a folder.
    @Test
    void a_state_folder_that_cannot_be_written_is_told_and_one_that_can_is_left_as_it_was() throws IOException {
        assertThat(NodeFiles.notWritable(folder)).isEmpty();
        assertThat(folder).isEmptyDirectory();

        var file = Files.createFile(folder.resolve("state"));
        assertThat(NodeFiles.notWritable(file)).map(Reason::code).contains(ReasonCode.STATE_NOT_WRITABLE);
    }
}
