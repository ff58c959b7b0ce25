package io.heliograph.inventory.admission;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which agent speaks for each host, and the last that it said. Order is (epoch, sequence), never a clock.
///
/// An agent that starts has a larger epoch than the one before it on the same disk, and takes over. An agent of the
/// same or an older epoch that speaks on beside the obeyed one is a cloned machine. Not safe for more than one
/// thread; state changes in [#hear], [#resume], [#await] and [#forgive] only.
public final class Reporters {
    /// For how long a duplicate is told after it was heard last: an agent speaks every 30 s.
    static final Duration DUPLICATE_SHOWN = Duration.ofMinutes(5);

    /// Agents that are remembered for one host; the one heard least recently goes first.
    static final int MAX_AGENTS = 8;

    private final SortedMap<HostId, Speakers> hosts = new TreeMap<>();

    /// Judges a report and remembers it.
    public Hearing hear(HostReport report, Instant now) {
        return hosts.computeIfAbsent(report.host(), _ -> new Speakers()).hear(report, now);
    }

    /// Takes up where the recorded entry of a host stands: the agent that was obeyed then is obeyed on, unless one
    /// with a larger epoch has spoken since.
    public void resume(HostId host, ReportVersion recorded) {
        Optional.ofNullable(hosts.get(host)).ifPresent(speakers -> speakers.resume(recorded));
    }

    /// Waits for the agent by which the recorded entry of a host goes, where none of its reports is left: one with a
    /// smaller epoch that speaks alone is a clone still.
    public void await(HostId host, ReportVersion recorded) {
        hosts.computeIfAbsent(host, _ -> new Speakers()).await(recorded);
    }

    /// Begins anew with a host that was removed and declared again: its disk may have been wiped, so the next report
    /// counts, whatever its epoch.
    public void forgive(HostId host) {
        Optional.ofNullable(hosts.get(host)).ifPresent(Speakers::forgive);
    }

    /// The newest report of a host by the agent that is obeyed.
    public Optional<HostReport> last(HostId host) {
        return Optional.ofNullable(hosts.get(host)).flatMap(speakers -> Optional.ofNullable(speakers.obeyed));
    }

    /// Every host that has spoken, by name.
    public Collection<HostId> heard() {
        return Collections.unmodifiableCollection(hosts.keySet());
    }

    /// Why the identity of a host is in doubt.
    public Optional<Reason> doubt(HostId host, Instant now) {
        return Optional.ofNullable(hosts.get(host)).flatMap(speakers -> speakers.doubt(now));
    }

    private static final class Speakers {
        private final Map<String, HostReport> lastByInstance = new LinkedHashMap<>();
        /// The same agents, in the order in which they began to speak.
        private final SequencedSet<String> began = new LinkedHashSet<>();
        private @Nullable HostReport obeyed;
        /// The agent that was obeyed and of which no report is left.
        private @Nullable ReportVersion awaited;
        private @Nullable Reason duplicate;
        private boolean anyoneNext;
        private Instant duplicateAt = Instant.EPOCH;

        Hearing hear(HostReport report, Instant now) {
            var version = report.version();
            var own = lastByInstance.get(version.instance());
            if (own != null && !version.isAfter(own.version())) {
                return stale(report, own);
            }
            var first = obeyed;
            if (first != null && isRepeated(report, first)) {
                return stale(report, first);
            }
            remember(report);
            if (anyoneNext
                    || (first == null && !isOlder(report, awaited))
                    || (first != null && isSuccessor(report, first))) {
                obeyed = report;
                awaited = null;
                anyoneNext = false;
                return new Hearing.Newest(report);
            }
            var reason = Reason.of(
                    ReasonCode.IDENTITY_DUPLICATE,
                    report.host(),
                    Objects.requireNonNull(first == null ? awaited : first.version())
                            .instance(),
                    version.instance());
            duplicate = reason;
            duplicateAt = now;
            return new Hearing.Duplicate(reason);
        }

        private static boolean isOlder(HostReport report, @Nullable ReportVersion awaited) {
            return awaited != null && report.version().epoch() < awaited.epoch();
        }

        private static boolean isSuccessor(HostReport report, HostReport first) {
            return saidGoodBye(first)
                    || first.version().instance().equals(report.version().instance())
                    || report.version().epoch() > first.version().epoch();
        }

        /// Whoever speaks after an agent that was asked to stop is no clone of it: a host of an autoscaler comes back
        /// under its old name with a fresh disk, whose epochs begin at one again.
        private static boolean saidGoodBye(HostReport last) {
            return last.wish().isPresent();
        }

        /// Of an agent that is forgiven its past this may be the only trace.
        private static boolean isRepeated(HostReport report, HostReport last) {
            return report.version().instance().equals(last.version().instance())
                    && !report.version().isAfter(last.version());
        }

        private static Hearing stale(HostReport report, HostReport held) {
            return new Hearing.Stale(
                    Reason.of(ReasonCode.REPORT_STALE, report.host(), report.version(), held.version()));
        }

        private void remember(HostReport report) {
            var instance = report.version().instance();
            lastByInstance.remove(instance);
            lastByInstance.put(instance, report);
            began.add(instance);
            if (lastByInstance.size() > MAX_AGENTS) {
                var oldest = lastByInstance.keySet().iterator().next();
                lastByInstance.remove(oldest);
                began.remove(oldest);
            }
        }

        void forgive() {
            lastByInstance.clear();
            began.clear();
            duplicate = null;
            awaited = null;
            anyoneNext = true;
        }

        void resume(ReportVersion recorded) {
            var resumed = lastByInstance.get(recorded.instance());
            if (resumed == null || obeyed == null || resumed.equals(obeyed)) {
                return;
            }
            // Began after one with a larger epoch: its disk was wiped, and a person declared the host again. One that
            // spoke before, and speaks on, is a clone.
            if (recorded.epoch() == obeyed.version().epoch() || beganAfter(resumed, obeyed)) {
                obeyed = resumed;
                duplicate = null;
            }
        }

        void await(ReportVersion recorded) {
            if (!lastByInstance.containsKey(recorded.instance())
                    && (obeyed == null || obeyed.version().epoch() < recorded.epoch())) {
                obeyed = null;
                awaited = recorded;
            }
        }

        private boolean beganAfter(HostReport one, HostReport other) {
            var inOrder = new ArrayList<>(began);
            return inOrder.indexOf(one.version().instance())
                    > inOrder.indexOf(other.version().instance());
        }

        Optional<Reason> doubt(Instant now) {
            return Optional.ofNullable(duplicate)
                    .filter(_ -> duplicateAt.plus(DUPLICATE_SHOWN).isAfter(now));
        }
    }

    /// The newest report of every host, by host.
    public Map<HostId, HostReport> lastReports() {
        var all = new HashMap<HostId, HostReport>();
        hosts.forEach((host, speakers) -> {
            if (speakers.obeyed != null) {
                all.put(host, speakers.obeyed);
            }
        });
        return Map.copyOf(all);
    }
}
