/// What travels on the bus, as records and sealed types. Every record is a complete state, never a delta.
@NullMarked
package io.heliograph.fleet.event;

import org.jspecify.annotations.NullMarked;
