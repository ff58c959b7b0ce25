package io.heliograph.inventory.stream;

import io.heliograph.inventory.stream.Board.News;

/// A piece of news with its number.
///
/// @param number one more than that of the event before
public record StreamEvent(long number, News news) {}
