/// The README is run, block by block.
@NullMarked
package io.heliograph.docs;

import org.jspecify.annotations.NullMarked;
