package io.heliograph.birdcontrol.bird;

/// What happens at BIRD's socket, without being asked.
public sealed interface BirdEvent {
    /// BIRD answers; whatever was said while it did not is lost, so look at its state.
    record Connected(String greeting) implements BirdEvent {}

    /// A line of BIRD's log or a notice, as it came.
    record Said(String line) implements BirdEvent {}

    /// BIRD answers no more. Told once for each loss, and once at the start where BIRD is not there.
    record Lost(String why) implements BirdEvent {}
}
