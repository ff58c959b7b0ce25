/// What `heliograph wait` waits for, judged from the inventory's answers. Pure.
@NullMarked
package io.heliograph.cli.goal;

import org.jspecify.annotations.NullMarked;
