package io.heliograph.fleet.event;

import java.util.List;

/// What BIRD says of a configuration that it does not read (reply code 8002).
///
/// @param line from 1; 0 where BIRD names none
/// @param column from 1; 0 where BIRD names none
/// @param context the lines around the one at fault
public record BirdComplaint(String file, int line, int column, String message, List<String> context) {
    public BirdComplaint {
        context = List.copyOf(context);
    }
}
