/// What is wrong with a host or a reflector as a machine, and why a subnet whose route stands may still not be
/// reachable: pure rules over what the kernel, Docker and BIRD say. The agents publish what they find; `heliograph
/// doctor` goes by the same rules.
@NullMarked
package io.heliograph.node.preflight;

import org.jspecify.annotations.NullMarked;
