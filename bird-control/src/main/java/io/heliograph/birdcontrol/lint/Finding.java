package io.heliograph.birdcontrol.lint;

import io.heliograph.birdcontrol.text.Block;
import io.heliograph.fleet.reason.Reason;
import java.util.Optional;

/// Why a text is not given to BIRD.
///
/// @param line where, from 1
/// @param session the session at fault; empty where the fault is no single peer's
public record Finding(Reason reason, int line, Optional<Block> session) {}
