/// How far each expected prefix has come on this reflector. Pure.
@NullMarked
package io.heliograph.rragent.routes;

import org.jspecify.annotations.NullMarked;
