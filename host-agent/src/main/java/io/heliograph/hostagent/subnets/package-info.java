/// Which of the announced subnets need not wait for admission: pure.
@NullMarked
package io.heliograph.hostagent.subnets;

import org.jspecify.annotations.NullMarked;
