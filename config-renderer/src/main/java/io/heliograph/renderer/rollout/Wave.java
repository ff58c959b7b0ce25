package io.heliograph.renderer.rollout;

import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A node that has been sent a structural change and has not yet shown that it bears it: others wait for it.
///
/// @param revisions the one with the change and those that followed: an agent may skip to the last
/// @param excused sessions that were not up before the change, or came after it: they prove nothing
/// @param holdingSince since when it is confirmed and has its sessions
/// @param stopped why the wave does not go on
public record Wave(
        List<Revision> revisions,
        Instant sentAt,
        Set<ProtocolName> excused,
        Optional<Instant> holdingSince,
        Optional<Reason> stopped) {
    /// An agent that is this many revisions behind is not judged by the oldest.
    private static final int MAX_REVISIONS = 64;

    public Wave {
        revisions = List.copyOf(revisions);
        excused = Set.copyOf(excused);
    }

    public static Wave begun(Revision revision, Collection<ProtocolName> excused, Instant now) {
        return new Wave(List.of(revision), now, new TreeSet<>(excused), Optional.empty(), Optional.empty());
    }

    /// The same node was sent a harmless change on top.
    public Wave followed(Revision revision, Collection<ProtocolName> newSessions) {
        var all = new java.util.ArrayList<>(revisions);
        all.add(revision);
        var more = new TreeSet<>(excused);
        more.addAll(newSessions);
        return new Wave(
                all.subList(Math.max(0, all.size() - MAX_REVISIONS), all.size()), sentAt, more, holdingSince, stopped);
    }

    Wave holding(Instant since) {
        return new Wave(revisions, sentAt, excused, Optional.of(holdingSince.orElse(since)), Optional.empty());
    }

    Wave shaken() {
        return new Wave(revisions, sentAt, excused, Optional.empty(), stopped);
    }

    Wave stopped(Reason why) {
        return new Wave(revisions, sentAt, excused, Optional.empty(), Optional.of(why));
    }
}
