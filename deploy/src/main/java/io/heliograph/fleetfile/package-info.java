/// The fleet file: what a person declares, in YAML 1.2, read strictly and with a line and a column for each error.
@NullMarked
package io.heliograph.fleetfile;

import org.jspecify.annotations.NullMarked;
