/// Tests of this package.
@NullMarked
package io.heliograph.lab.http;

import org.jspecify.annotations.NullMarked;
