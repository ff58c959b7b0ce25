/// What waits on its way to nodes, and the rules by which a person lets it go.
@NullMarked
package io.heliograph.inventory.rollout;

import org.jspecify.annotations.NullMarked;
