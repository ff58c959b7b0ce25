/// The bus of a lab, as a stranger reads and disturbs it: JSON as it stands, none of the services' own code.
@NullMarked
package io.heliograph.lab.kafka;

import org.jspecify.annotations.NullMarked;
