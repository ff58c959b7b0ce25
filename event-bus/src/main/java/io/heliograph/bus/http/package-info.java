/// Sends spans to a collector.
@NullMarked
package io.heliograph.bus.http;

import org.jspecify.annotations.NullMarked;
