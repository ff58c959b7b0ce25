package io.heliograph.fleet.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.heliograph.fleet.ClusterId;

/// One admitted or declared part of the fleet: the state that configurations are rendered from.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClusterEntry.class, name = "cluster"),
    @JsonSubTypes.Type(value = ReflectorEntry.class, name = "reflector"),
    @JsonSubTypes.Type(value = HostEntry.class, name = "host")
})
public sealed interface FleetEntry permits ClusterEntry, ReflectorEntry, HostEntry {
    ClusterId cluster();

    Lifecycle lifecycle();

    Change change();

    /// The record's key, `cluster/kind/id`.
    String key();

    /// The same state, brought about by something else.
    FleetEntry withChange(Change because);

    /// Whether this is a state of the past that came after `newest`, which replaced it.
    default boolean isOutdatedBy(FleetEntry newest) {
        return change().isCounted(newest.change()) && newest.change().isAfter(change());
    }

    /// The same state, whenever and by whomever it was brought about: nothing to write again.
    boolean sameStateAs(FleetEntry other);
}
