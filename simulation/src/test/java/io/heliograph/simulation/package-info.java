/// Tests over all modules at once: the house rules, in classes and in sources.
@NullMarked
package io.heliograph.simulation;

import org.jspecify.annotations.NullMarked;
