/// What an agent knows of its BIRD, as samples under the names of bird_exporter. Pure.
@NullMarked
package io.heliograph.birdcontrol.sample;

import org.jspecify.annotations.NullMarked;
