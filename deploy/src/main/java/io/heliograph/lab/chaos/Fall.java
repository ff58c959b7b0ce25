package io.heliograph.lab.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/// How far a number has fallen lately: what comes back or is made up for is no loss, what was gained before is no
/// credit.
final class Fall {
    /// What the brakes are documented to let go without a person: a fifth, five at least, within ten minutes.
    private static final int FREE = 5;

    private static final int FREE_ONE_IN = 5;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private record Point(Instant at, int value) {}

    private final ArrayDeque<Point> points = new ArrayDeque<>();

    /// Takes the number as it is now; tells by how much too much it has fallen, 0 if it has not.
    int to(int value, Instant at) {
        // The value at the window's beginning is that of the last point before it.
        while (points.size() > 1 && !second().at().isAfter(at.minus(WINDOW))) {
            points.removeFirst();
        }
        boolean falls = !points.isEmpty() && points.getLast().value() > value;
        points.addLast(new Point(at, value));
        int highest = points.stream().mapToInt(Point::value).max().orElse(value);
        int lost = highest - value;
        return falls && lost > Math.max(FREE, highest / FREE_ONE_IN) ? lost : 0;
    }

    private Point second() {
        var all = points.iterator();
        all.next();
        return all.next();
    }

    /// A person has let it go: what was before does not count.
    void forgive() {
        while (points.size() > 1) {
            points.removeFirst();
        }
    }
}
