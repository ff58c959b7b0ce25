/// What the lab measures, and how the figures read.
@NullMarked
package io.heliograph.lab.measure;

import org.jspecify.annotations.NullMarked;
