package io.heliograph.renderer.change;

import static io.heliograph.fleet.event.ChangeClass.ISOLATED;
import static io.heliograph.fleet.event.ChangeClass.NONE;
import static io.heliograph.fleet.event.ChangeClass.RELOAD;
import static io.heliograph.fleet.event.ChangeClass.SESSION_RESTART;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig.ChangeCost;
import io.heliograph.renderer.change.Shape.Part;
import io.heliograph.renderer.config.Block;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What a change does to a BIRD that runs the configuration before it. Applying is cheap; restarting sessions is
/// the outage.
///
/// BIRD matches blocks by name. A session ends when it is removed, when one of its own options changes, when its
/// template's do, or the router id; a changed filter or set is read again and the session stays (BIRD's manual,
/// *Reconfiguration*).
///
/// @param cost sessions that end, whether removed or restarted, and prefixes no longer accepted or announced
/// @param restarted those of the sessions that begin again
/// @param unhosted hosts without BIRD that are originated no longer: peers without a session
/// @param severed whether part of another cluster is accepted no longer: how many subnets go with it is not known here
/// @param stranded hosts that lose the default route, counted among the prefixes
/// @param structural whether it reaches beyond the one session whose host changed: then not every node gets it at once
public record ConfigChange(
        ChangeClass changeClass,
        ChangeCost cost,
        int restarted,
        int unhosted,
        boolean severed,
        int stranded,
        boolean structural) {
    /// The first configuration of a node costs nothing.
    static final ConfigChange FIRST = new ConfigChange(ISOLATED, ChangeCost.NOTHING, 0, 0, false, 0, false);

    /// Compares two configurations of one node; `NONE` if and only if their texts are equal.
    public static ConfigChange between(Shape before, Shape after) {
        if (before.revision().equals(after.revision())) {
            return new ConfigChange(NONE, ChangeCost.NOTHING, 0, 0, false, 0, false);
        }
        boolean allRestart = !sessionOf(before, "router").equals(sessionOf(after, "router"));
        int removed = 0;
        int restarted = 0;
        int unhosted = 0;
        boolean reloads = false;
        boolean structural = allRestart;
        for (var entry : before.parts().entrySet()) {
            var was = entry.getValue();
            var is = after.parts().get(entry.getKey());
            if (was.kind() == Block.Kind.SESSION) {
                if (is == null || is.kind() != Block.Kind.SESSION) {
                    removed++;
                } else if (allRestart || restarts(before, was, after, is)) {
                    restarted++;
                }
            }
            if (was.kind() == Block.Kind.ORIGIN && is == null) {
                unhosted++;
            }
            reloads |= reloads(was, is);
            structural |= concernsAll(was, is);
        }
        var worst = restarted > 0 ? SESSION_RESTART : reloads ? RELOAD : ISOLATED;
        int stranded = after.defaults() == 0 ? before.defaults() : 0;
        var cost = new ChangeCost(removed + restarted, lost(before, after) + stranded);
        return new ConfigChange(
                worst,
                cost,
                restarted,
                unhosted,
                isSevered(before, after),
                stranded,
                structural || reloads || restarted > 1);
    }

    /// A part that more than one host depends on, such as a template or the session with an upstream, is gone or
    /// is another.
    private static boolean concernsAll(Part was, @org.jspecify.annotations.Nullable Part is) {
        boolean same = is != null
                && was.session().equals(is.session())
                && was.channel().equals(is.channel());
        return !same
                && switch (was.kind()) {
                    case ROUTER, SHARED, TEMPLATE, KERNEL -> true;
                    case SESSION -> was.template().isEmpty();
                    case ORIGIN -> false;
                };
    }

    private static boolean restarts(Shape before, Part was, Shape after, Part is) {
        return !was.session().equals(is.session())
                || !was.template().equals(is.template())
                || !templateSession(before, was).equals(templateSession(after, is));
    }

    private static String templateSession(Shape shape, Part part) {
        return part.template().map(name -> sessionOf(shape, name)).orElse("");
    }

    private static String sessionOf(Shape shape, String name) {
        return Optional.ofNullable(shape.parts().get(name)).map(Part::session).orElse("");
    }

    /// What one session exchanges is its own affair; sets, templates and the kernel's part are everybody's.
    private static boolean reloads(Part was, @org.jspecify.annotations.Nullable Part is) {
        return switch (was.kind()) {
            case SHARED, TEMPLATE, KERNEL -> is == null || !was.channel().equals(is.channel());
            case ROUTER, SESSION, ORIGIN -> false;
        };
    }

    /// A session that is no host's and accepts prefixes is one to a cluster below.
    private static boolean isSevered(Shape before, Shape after) {
        return !below(after).containsAll(below(before));
    }

    private static Set<Prefix> below(Shape shape) {
        var prefixes = new HashSet<Prefix>();
        shape.parts().values().stream()
                .filter(part ->
                        part.kind() == Block.Kind.SESSION && part.template().isEmpty())
                .forEach(part -> prefixes.addAll(part.prefixes()));
        prefixes.removeIf(Prefix::isDefault);
        return prefixes;
    }

    private static int lost(Shape before, Shape after) {
        Set<Prefix> gone = new HashSet<>();
        before.parts().values().forEach(part -> gone.addAll(part.prefixes()));
        after.parts().values().forEach(part -> part.prefixes().forEach(gone::remove));
        gone.removeIf(Prefix::isDefault);
        return gone.size();
    }
}
