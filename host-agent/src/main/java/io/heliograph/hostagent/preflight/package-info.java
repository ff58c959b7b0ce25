/// Why a subnet whose route stands may still not be reachable: pure rules over what the kernel and Docker say.
@NullMarked
package io.heliograph.hostagent.preflight;

import org.jspecify.annotations.NullMarked;
