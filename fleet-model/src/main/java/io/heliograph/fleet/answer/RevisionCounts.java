package io.heliograph.fleet.answer;

/// How many nodes should have a configuration, have one rendered, and run the one rendered last.
public record RevisionCounts(int wanted, int rendered, int confirmed) {}
