/// The lab: the whole picture on one machine, in network namespaces, with real routers, engines and services.
/// The commands here join the plan (pure) with what Linux does.
@NullMarked
package io.heliograph.lab;

import org.jspecify.annotations.NullMarked;
