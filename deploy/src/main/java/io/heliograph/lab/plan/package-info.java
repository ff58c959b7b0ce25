/// What a lab consists of: names, addresses, links, configuration texts, processes and the faults one can make.
@NullMarked
package io.heliograph.lab.plan;

import org.jspecify.annotations.NullMarked;
