/// The inventory service: wiring of admission and queries to the bus and to REST.
@NullMarked
package io.heliograph.inventory;

import org.jspecify.annotations.NullMarked;
