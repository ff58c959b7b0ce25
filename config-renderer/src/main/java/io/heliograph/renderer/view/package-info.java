/// What a node's configuration depends on, and nothing else: the fold of one cluster's entries, and each node's part of
/// it.
@NullMarked
package io.heliograph.renderer.view;

import org.jspecify.annotations.NullMarked;
