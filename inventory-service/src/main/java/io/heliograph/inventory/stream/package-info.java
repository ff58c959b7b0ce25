/// The live stream: what is new in the fleet, as numbered events that can be resumed. Pure; `http` carries it.
@NullMarked
package io.heliograph.inventory.stream;

import org.jspecify.annotations.NullMarked;
