/// The lab's side of the inventory's REST interface.
@NullMarked
package io.heliograph.lab.http;

import org.jspecify.annotations.NullMarked;
