/// Fleet files on disk and on standard input.
@NullMarked
package io.heliograph.fleetfile.disk;

import org.jspecify.annotations.NullMarked;
