/// What the kernel says that bears on forwarding.
@NullMarked
package io.heliograph.hostagent.linux;

import org.jspecify.annotations.NullMarked;
