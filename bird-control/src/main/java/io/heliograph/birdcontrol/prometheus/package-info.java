/// BIRD's figures in the registry of Prometheus' client.
@NullMarked
package io.heliograph.birdcontrol.prometheus;

import org.jspecify.annotations.NullMarked;
