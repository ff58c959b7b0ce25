/// What people ask about the fleet, answered from folds of the topics.
@NullMarked
package io.heliograph.inventory.query;

import org.jspecify.annotations.NullMarked;
