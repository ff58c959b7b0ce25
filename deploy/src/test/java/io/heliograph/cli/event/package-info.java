@NullMarked
package io.heliograph.cli.event;

import org.jspecify.annotations.NullMarked;
