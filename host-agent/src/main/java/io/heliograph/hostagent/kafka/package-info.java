/// The bus at the agent's end: reports and apply results out, the host's own configuration in.
@NullMarked
package io.heliograph.hostagent.kafka;

import org.jspecify.annotations.NullMarked;
