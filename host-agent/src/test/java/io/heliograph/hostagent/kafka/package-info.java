/// Tests of kafka.
@NullMarked
package io.heliograph.hostagent.kafka;

import org.jspecify.annotations.NullMarked;
