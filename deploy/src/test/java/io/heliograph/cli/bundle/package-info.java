@NullMarked
package io.heliograph.cli.bundle;

import org.jspecify.annotations.NullMarked;
