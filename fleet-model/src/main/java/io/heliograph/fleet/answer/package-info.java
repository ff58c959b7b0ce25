/// What the inventory answers to those who ask: the state of the fleet in records, each with its JSON.
@NullMarked
package io.heliograph.fleet.answer;

import org.jspecify.annotations.NullMarked;
