/// What a person declares: clusters, reflectors and hosts, as they stand in a fleet file and in a request.
@NullMarked
package io.heliograph.fleet.declaration;

import org.jspecify.annotations.NullMarked;
