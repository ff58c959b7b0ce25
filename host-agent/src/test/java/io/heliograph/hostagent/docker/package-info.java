/// Tests of docker.
@NullMarked
package io.heliograph.hostagent.docker;

import org.jspecify.annotations.NullMarked;
