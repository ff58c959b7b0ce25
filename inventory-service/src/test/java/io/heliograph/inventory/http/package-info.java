@NullMarked
package io.heliograph.inventory.http;

import org.jspecify.annotations.NullMarked;
