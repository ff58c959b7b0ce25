/// Tests of the fleet file.
@NullMarked
package io.heliograph.fleetfile;

import org.jspecify.annotations.NullMarked;
