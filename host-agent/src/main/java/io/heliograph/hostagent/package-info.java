/// The agent of a Docker host: watches the engine, reports its subnets, keeps the host's BIRD configured. Wiring.
@NullMarked
package io.heliograph.hostagent;

import org.jspecify.annotations.NullMarked;
