/// The trace of a change across the bus: W3C's context in a header, spans, and how OTLP writes them. Pure.
@NullMarked
package io.heliograph.bus.trace;

import org.jspecify.annotations.NullMarked;
