package io.heliograph.node.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KernelReaderTest {
    /// Each has more than one digit on every machine.
    @Test
    void a_number_is_read_with_all_its_digits() throws IOException {
        for (var file : new String[] {"/proc/sys/kernel/pid_max", "/proc/sys/net/ipv4/ip_default_ttl"}) {
            var told = Tool.run(new ProcessBuilder("cat", file), "").output().strip();
            assertThat(told).hasSizeGreaterThan(1);
            assertThat(KernelReader.line(Path.of(file))).as(file).contains(told);
        }
    }

    @Test
    void a_file_that_is_not_there_is_an_empty_fact() {
        assertThat(KernelReader.line(Path.of("/proc/sys/net/no-such"))).isEmpty();
        assertThat(new KernelReader().readWithoutFirewall().release()).isNotEqualTo("unknown");
    }
}
