package io.heliograph.lab.chaos;

import io.heliograph.lab.chaos.ChaosStep.Traffic;
import io.heliograph.lab.plan.Fault;
import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.LabPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/// The schedule that follows from a seed: the same seed, the same steps, for ever.
///
/// Each round has one strike of each kind, in an order of its own, so that a short run meets many kinds and a long one
/// all strikes.
public final class ChaosPlan {
    /// Longer than the renderer's session with its group (10 s): what awakes then is a zombie to the others.
    private static final Duration STALL = Duration.ofSeconds(14);

    /// Longer than BGP's hold time (9 s).
    private static final Duration CUT = Duration.ofSeconds(12);

    private static final Duration BROKER_STOP = Duration.ofSeconds(60);
    /// The broker looks each 15 s whether something is to be compacted.
    private static final Duration COMPACTION = Duration.ofSeconds(40);

    /// Long enough for the news of a network that is made in the middle.
    private static final Duration WRONG_CLOCK = Duration.ofSeconds(30);

    /// The edit stands alone for longer than it may stay untold; then the news of a network may replace it.
    private static final Duration HAND_EDIT =
            Tolerance.DRIFT_TOLD.multipliedBy(2).plusSeconds(4);

    private static final Duration FULL_DISK = Duration.ofSeconds(8);
    private static final int SHORTEST_MILLIS = 1_000;
    private static final int LONGEST_MILLIS = 5_000;

    private final SplittableRandom random;
    private final List<List<Strike>> kinds;
    private final List<Strike> round = new ArrayList<>();
    private int number;
    private int rounds;

    public ChaosPlan(long seed) {
        this(seed, List.of());
    }

    /// A plan that keeps to some faults.
    ///
    /// @param only strikes whose names begin with one of these; all when it is empty
    public ChaosPlan(long seed, List<String> only) {
        random = new SplittableRandom(seed);
        kinds = kinds();
        kinds.forEach(
                kind -> kind.removeIf(strike -> !only.isEmpty() && only.stream().noneMatch(strike.name()::startsWith)));
        kinds.removeIf(List::isEmpty);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("no fault's name begins with one of " + only);
        }
        kinds.forEach(this::shuffle);
    }

    private static List<List<Strike>> kinds() {
        var kinds = new LinkedHashMap<String, List<Strike>>();
        for (var fault : Fault.all()) {
            var kind = fault.name().split(":", 2)[0];
            kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(new Strike.Break(fault));
        }
        kinds.put("broker stop", new ArrayList<>(List.of(new Strike.BrokerStop())));
        kinds.put("poison", new ArrayList<>(List.of(new Strike.Poison())));
        kinds.put("duplicates", new ArrayList<>(List.of(new Strike.Duplicates())));
        kinds.put("reordered", new ArrayList<>(List.of(new Strike.Reordered())));
        kinds.put("stale", new ArrayList<>(List.of(new Strike.Stale("configs"), new Strike.Stale("fleet"))));
        kinds.put("structural", new ArrayList<>(List.of(new Strike.Structural())));
        kinds.put(
                "clearance",
                new ArrayList<>(LabNode.of(LabNode.Role.HOST).stream()
                        .<Strike>map(Strike.Clearance::new)
                        .toList()));
        kinds.put("replay", new ArrayList<>(List.of(new Strike.Replay())));
        kinds.put("compaction", onNodes(Strike.Compaction::new));
        kinds.put("full-disk", onNodes(Strike.FullDisk::new));
        kinds.put("hand-edit", onNodes(Strike.HandEdit::new));
        kinds.put(
                "clock",
                onNodes(node -> new Strike.WrongClock(node, node.label().endsWith("1") ? 1 : -1)));
        return new ArrayList<>(kinds.values());
    }

    private static List<Strike> onNodes(Function<LabNode, Strike> strike) {
        return new ArrayList<>(LabPlan.birdNodes().stream().map(strike).toList());
    }

    public ChaosStep next() {
        if (round.isEmpty()) {
            for (var kind : kinds) {
                round.add(kind.get(rounds % kind.size()));
            }
            shuffle(round);
            rounds++;
        }
        var strike = round.removeFirst();
        number++;
        return new ChaosStep(number, strike, holds(strike), traffic(strike));
    }

    private Duration holds(Strike strike) {
        var some = Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
        return switch (strike) {
            case Strike.BrokerStop _ -> BROKER_STOP;
            case Strike.Compaction _ -> COMPACTION;
            case Strike.WrongClock _ -> WRONG_CLOCK;
            case Strike.FullDisk _ -> FULL_DISK;
            case Strike.HandEdit _ -> HAND_EDIT;
            case Strike.Poison _,
                    Strike.Duplicates _,
                    Strike.Reordered _,
                    Strike.Stale _,
                    Strike.Replay _,
                    Strike.Structural _,
                    Strike.Clearance _ -> some;
            case Strike.Break(Fault fault) -> {
                if (fault.cut().isPresent() || fault.parted().isPresent()) {
                    yield CUT.plus(some);
                }
                yield fault.frozen().isEmpty() ? some : STALL.plus(some);
            }
        };
    }

    /// Networks come on hosts whose engine answers, and every second time one goes.
    private List<Traffic> traffic(Strike strike) {
        if (strike.appliesNothing()) {
            return List.of();
        }
        var hosts = LabNode.of(LabNode.Role.HOST).stream()
                .filter(host -> engineAnswers(strike, host))
                .toList();
        var host = struck(strike).filter(hosts::contains).orElse(hosts.get(random.nextInt(hosts.size())));
        if (strike instanceof Strike.HandEdit) {
            return random.nextBoolean() ? List.of(new Traffic(host, true)) : List.of();
        }
        var traffic = new ArrayList<Traffic>();
        traffic.add(new Traffic(host, true));
        if (random.nextBoolean()) {
            traffic.add(new Traffic(hosts.get(random.nextInt(hosts.size())), false));
        }
        return traffic;
    }

    /// The host whose own news is what the strike may harm.
    private static Optional<LabNode> struck(Strike strike) {
        return switch (strike) {
            case Strike.FullDisk(LabNode node) -> Optional.of(node);
            case Strike.HandEdit(LabNode node) -> Optional.of(node);
            case Strike.WrongClock(LabNode node, int _) -> Optional.of(node);
            case Strike.Clearance(LabNode host) -> Optional.of(host);
            case Strike.Break _,
                    Strike.BrokerStop _,
                    Strike.Poison _,
                    Strike.Duplicates _,
                    Strike.Reordered _,
                    Strike.Stale _,
                    Strike.Replay _,
                    Strike.Structural _,
                    Strike.Compaction _ -> Optional.empty();
        };
    }

    static boolean engineAnswers(Strike strike, LabNode host) {
        return !(strike instanceof Strike.Break(Fault fault) && Strike.touches(fault, host + ".engine"));
    }

    private <T> void shuffle(Collection<T> things) {
        var list = new ArrayList<>(things);
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
        things.clear();
        things.addAll(list);
    }
}
