package io.heliograph.cli.view;

import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.event.Stage;

/// Small questions about a route.
public final class Routes {
    private Routes() {}

    /// How far it is, in a word: `broken` where nothing gets in, however far the route is.
    static String state(RouteView route) {
        if (!route.admitted()) {
            return "refused";
        }
        return route.broken().isPresent() ? "broken" : Cells.word(route.stage());
    }

    /// On how many reflectors the subnet is verified.
    public static long verified(RouteView route) {
        return route.reflectors().stream()
                .filter(reflector -> reflector.stage() == Stage.VERIFIED)
                .count();
    }
}
