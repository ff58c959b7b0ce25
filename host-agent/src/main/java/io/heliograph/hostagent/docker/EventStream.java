package io.heliograph.hostagent.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The engine's events, one a line, until it goes.
final class EventStream implements AutoCloseable {
    private final DockerHttpClient.Response response;
    private final BufferedReader lines;

    EventStream(DockerHttpClient.Response response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.getBody(), StandardCharsets.UTF_8));
    }

    /// Waits for the next event; empty at the end of the stream.
    Optional<NetworkEvent> next() throws IOException {
        var line = lines.readLine();
        return line == null ? Optional.empty() : Optional.of(EngineJson.event(line));
    }

    @Override
    public void close() {
        response.close();
    }
}
