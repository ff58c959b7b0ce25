/// What `heliograph doctor` makes of a node, or of a fleet as the inventory knows it: pure.
@NullMarked
package io.heliograph.cli.doctor;

import org.jspecify.annotations.NullMarked;
