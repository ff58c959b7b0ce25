/// Who may announce what: reports and declarations in, fleet entries out, with the reason for whatever is refused.
@NullMarked
package io.heliograph.inventory.admission;

import org.jspecify.annotations.NullMarked;
