/// What people and monitors ask the renderer.
@NullMarked
package io.heliograph.renderer.http;

import org.jspecify.annotations.NullMarked;
