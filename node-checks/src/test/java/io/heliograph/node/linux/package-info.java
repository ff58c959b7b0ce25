/// What is read off the machine that the tests run on.
@NullMarked
package io.heliograph.node.linux;

import org.jspecify.annotations.NullMarked;
