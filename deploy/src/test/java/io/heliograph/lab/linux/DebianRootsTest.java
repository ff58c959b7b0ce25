package io.heliograph.lab.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DebianRootsTest {
    @Test
    void takesTheMirrorFromBothFormsOfSources() {
        assertThat(DebianRoots.mirrorIn("Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\n"))
                .contains("http://mirror.example/debian");
        assertThat(DebianRoots.mirrorIn("# old\ndeb [signed-by=/k.gpg] https://mirror.example/debian/ trixie main\n"))
                .contains("https://mirror.example/debian/");
    }

    @Test
    void leavesOtherArchivesAside() {
        assertThat(DebianRoots.mirrorIn("URIs: http://security.example/debian-security\n"))
                .isEmpty();
        assertThat(DebianRoots.mirrorIn("deb https://packages.example/apt cloud main\n"))
                .isEmpty();
    }
}
