/// Tests of this package.
@NullMarked
package io.heliograph.bus.http;

import org.jspecify.annotations.NullMarked;
