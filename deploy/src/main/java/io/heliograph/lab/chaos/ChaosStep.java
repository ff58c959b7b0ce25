package io.heliograph.lab.chaos;

import io.heliograph.lab.plan.LabNode;
import java.time.Duration;
import java.util.List;

/// One step: something strikes, containers and networks come and go meanwhile, it is mended, and the fleet comes to
/// rest.
///
/// @param number from 1
/// @param holds from the strike to the mending
/// @param traffic what happens on the hosts while it holds, spread over that time
public record ChaosStep(int number, Strike strike, Duration holds, List<Traffic> traffic) {
    /// A network is made on the host, or the oldest one that was made so is removed.
    public record Traffic(LabNode host, boolean makes) {}

    public ChaosStep {
        traffic = List.copyOf(traffic);
    }
}
