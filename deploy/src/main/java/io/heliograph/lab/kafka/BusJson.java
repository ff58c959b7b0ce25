package io.heliograph.lab.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.lab.chaos.BirdText;
import io.heliograph.lab.chaos.Observation;
import io.heliograph.lab.chaos.Observation.Version;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a record says, read as any JSON.
final class BusJson {
    private static final String FLEET = "heliograph.fleet";
    private static final String REPORTS = "heliograph.host-reports";
    private static final String CONFIGS = "heliograph.configs";
    private static final String APPLIES = "heliograph.applies";
    private static final String SESSIONS = "heliograph.sessions";
    private static final String RELEASES = "heliograph.releases";
    private static final String ROLLOUTS = "heliograph.rollouts";

    static final List<String> TOPICS = List.of(FLEET, REPORTS, CONFIGS, APPLIES, SESSIONS, RELEASES, ROLLOUTS);

    private final ObjectMapper mapper;

    BusJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /// Empty for a tombstone and for what cannot be read.
    Optional<Observation> observation(String topic, @Nullable String key, byte @Nullable [] value, Instant at) {
        if (key == null || value == null) {
            return Optional.empty();
        }
        try {
            return observation(topic, key, mapper.readTree(value), at);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<Observation> observation(String topic, String key, JsonNode json, Instant at) {
        return switch (topic) {
            case FLEET -> version(json.path("report")).map(version -> new Observation.HostTold(at, key, version));
            case REPORTS ->
                version(json.path("version"))
                        .map(version ->
                                new Observation.ReportTold(at, json.path("host").asText(), version));
            case CONFIGS ->
                Optional.of(new Observation.ConfigTold(
                        at,
                        json.path("node").asText(),
                        json.path("revision").asText(),
                        carries(json.path("sessions")),
                        BirdText.shared(json.path("text").asText())));
            case APPLIES ->
                version(json.path("reporter"))
                        .map(version -> new Observation.ApplyTold(
                                at,
                                json.path("node").asText(),
                                json.path("revision").asText(),
                                json.path("outcome").asText(),
                                duration(json.path("timings").path("total")),
                                version,
                                text(json.path("reason").path("code"))));
            case SESSIONS ->
                version(json.path("reporter"))
                        .map(version -> new Observation.SessionTold(
                                at,
                                json.path("reflector").asText(),
                                json.path("session").asText(),
                                json.path("lifecycle").asText().equals("REMOVED")
                                        ? Optional.empty()
                                        : Optional.of(json.path("state").asText()),
                                version));
            case RELEASES ->
                Optional.of(new Observation.ReleaseTold(
                        at, json.path("node").asText(), json.path("revision").asText()));
            case ROLLOUTS ->
                Optional.of(new Observation.RolloutTold(
                        at, json.path("node").asText(), json.path("state").asText()));
            default -> Optional.empty();
        };
    }

    private static Map<String, Set<String>> carries(JsonNode sessions) {
        var carries = new HashMap<String, Set<String>>();
        sessions.forEach(session -> {
            var prefixes = new HashSet<String>();
            session.path("prefixes").forEach(prefix -> prefixes.add(prefix.asText()));
            carries.put(session.path("protocol").asText(), prefixes);
        });
        return carries;
    }

    private static Optional<String> text(JsonNode json) {
        return json.isTextual() ? Optional.of(json.asText()) : Optional.empty();
    }

    private static Optional<Version> version(JsonNode json) {
        return json.isObject()
                ? Optional.of(new Version(
                        json.path("epoch").asLong(), json.path("sequence").asLong()))
                : Optional.empty();
    }

    /// As text by ISO 8601, or as a number of seconds.
    private static Duration duration(JsonNode json) {
        return json.isTextual() ? Duration.parse(json.asText()) : Duration.ofMillis((long) (json.asDouble() * 1_000));
    }
}
