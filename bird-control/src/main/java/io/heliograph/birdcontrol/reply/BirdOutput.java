package io.heliograph.birdcontrol.reply;

/// What comes over BIRD's control socket.
public sealed interface BirdOutput {
    /// The answer to the oldest command that has none yet (the first of a connection is the greeting).
    record Answer(BirdReply reply) implements BirdOutput {}

    /// A line that belongs to no command: an echoed log line, or a notice.
    record Asynchronous(String text) implements BirdOutput {}

    /// What no BIRD sends: the connection is of no use any more.
    record Garbage(String why) implements BirdOutput {}
}
