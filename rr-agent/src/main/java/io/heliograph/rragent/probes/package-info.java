/// Whether containers answer behind the routes that stand: whom to ping, when, and what a run of answers means. Pure.
@NullMarked
package io.heliograph.rragent.probes;

import org.jspecify.annotations.NullMarked;
