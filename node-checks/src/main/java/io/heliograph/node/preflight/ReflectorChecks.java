package io.heliograph.node.preflight;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What is wrong with a reflector as a machine, or will be with the sessions that it is to have. A reflector is not in
/// the path of packets: whether it forwards does not matter, but one that does may lose the way to its hosts.
public final class ReflectorChecks {
    /// BIRD has its sockets for BFD and for those who ask it, its log and its tables.
    private static final int OTHER_FILES = 64;

    private ReflectorChecks() {}

    /// Sorted.
    ///
    /// @param fileLimit how many files BIRD's process may open, where it is known
    /// @param load what BIRD is to carry
    public static List<Reason> check(KernelFacts kernel, BirdSight bird, OptionalInt fileLimit, Load load) {
        var found = new ArrayList<>(HostChecks.acceptRaLost(kernel));
        bird.check().ifPresent(found::add);
        kernel.neighbours()
                .flatMap(table -> table.tooSmallFor(load.neighbours()))
                .ifPresent(found::add);
        tooFewFiles(fileLimit, load.sessions()).ifPresent(found::add);
        return found.stream().sorted().toList();
    }

    /// What a configuration asks of a machine.
    ///
    /// @param onOurLinks whether the peers are neighbours of this machine, not hops away
    public record Load(int sessions, boolean onOurLinks) {
        public static final Load NOTHING = new Load(0, false);

        /// How many neighbours of this machine it makes.
        public int neighbours() {
            return onOurLinks ? sessions : 0;
        }

        /// Reads it off the configuration's text: the renderer writes `multihop` where peers are hops away.
        public static Load of(int sessions, String text) {
            return new Load(
                    sessions, text.lines().noneMatch(line -> line.strip().startsWith("multihop")));
        }
    }

    private static Optional<Reason> tooFewFiles(OptionalInt limit, int sessions) {
        if (limit.isEmpty() || limit.getAsInt() >= sessions + OTHER_FILES) {
            return Optional.empty();
        }
        return Optional.of(Reason.of(
                ReasonCode.FILE_LIMIT_LOW,
                limit.getAsInt(),
                sessions,
                NeighbourTable.room(Math.max(sessions + OTHER_FILES, 512))));
    }
}
