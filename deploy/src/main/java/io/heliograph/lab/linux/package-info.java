/// What Linux does for a lab: namespaces, processes, mounts, Debian roots, the route monitor.
@NullMarked
package io.heliograph.lab.linux;

import org.jspecify.annotations.NullMarked;
