package io.heliograph.hostagent;

import io.heliograph.birdcontrol.bird.BirdEvent;
import io.heliograph.birdcontrol.bird.BirdEvents;
import io.heliograph.birdcontrol.reply.BirdVersion;
import io.heliograph.hostagent.report.Bell;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// Knows whether BIRD is there, and which; rings when it comes or goes.
final class BirdWatch implements AutoCloseable {
    private final Bells bells;
    private final InstantSource clock;
    private final BirdEvents events;
    private volatile Optional<String> version = Optional.empty();

    BirdWatch(Path socket, Bells bells, InstantSource clock) {
        this.bells = bells;
        this.clock = clock;
        this.events = BirdEvents.watch(socket, this::accept);
    }

    Optional<String> version() {
        return version;
    }

    private void accept(BirdEvent event) {
        switch (event) {
            case BirdEvent.Connected(var greeting) -> tell("bird up", Optional.of(versionIn(greeting)));
            case BirdEvent.Lost _ -> tell("bird down", Optional.empty());
            case BirdEvent.Said _ -> {}
        }
    }

    private void tell(String cause, Optional<String> now) {
        version = now;
        bells.ring(new Bell(cause, clock.instant()));
    }

    /// `BIRD 2.0.12 ready.`
    private static String versionIn(String greeting) {
        return BirdVersion.in(greeting).map(BirdVersion::toString).orElse(greeting);
    }

    @Override
    public void close() {
        events.close();
    }
}
