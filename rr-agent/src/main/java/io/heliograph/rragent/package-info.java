/// The agent beside a route reflector's BIRD: joins the bus, BIRD and the two tables that judge what BIRD shows.
@NullMarked
package io.heliograph.rragent;

import org.jspecify.annotations.NullMarked;
