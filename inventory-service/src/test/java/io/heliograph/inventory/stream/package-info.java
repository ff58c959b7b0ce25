@NullMarked
package io.heliograph.inventory.stream;

import org.jspecify.annotations.NullMarked;
