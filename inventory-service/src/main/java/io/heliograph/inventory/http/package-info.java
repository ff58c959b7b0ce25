/// The inventory's REST: the fleet's state, its declaration, and problems in the form of RFC 9457.
@NullMarked
package io.heliograph.inventory.http;

import org.jspecify.annotations.NullMarked;
