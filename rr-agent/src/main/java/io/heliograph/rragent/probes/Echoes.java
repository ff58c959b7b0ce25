package io.heliograph.rragent.probes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pings that are on their way. An answer counts once, for the ping whose token it carries, and from the address
/// that was asked.
///
/// Not safe for more than one thread.
public final class Echoes {
    private record Awaited(Ping ping, Instant until) {}

    /// In the order in which they left, which is that of their ends.
    private final Map<Long, Awaited> awaited = new LinkedHashMap<>();

    private long next;

    /// @param first the first token, which nobody else should guess
    public Echoes(long first) {
        this.next = first;
    }

    /// A ping leaves; gives the token that it carries.
    public long leaves(Ping ping, Instant until) {
        long token = next++;
        awaited.put(token, new Awaited(ping, until));
        return token;
    }

    /// It did not leave after all.
    public void stayed(long token) {
        awaited.remove(token);
    }

    /// The ping that is answered; empty for what nobody awaits.
    public Optional<Ping> answered(Echo echo) {
        var ping = Optional.ofNullable(awaited.get(echo.token()))
                .map(Awaited::ping)
                .filter(it -> it.target().equals(echo.from()));
        ping.ifPresent(_ -> awaited.remove(echo.token()));
        return ping;
    }

    /// Those whose time is over. What had arrived by `now` must have been told before.
    public List<Ping> silent(Instant now) {
        var silent = new ArrayList<Ping>();
        var oldest = awaited.values().iterator();
        while (oldest.hasNext()) {
            var one = oldest.next();
            if (now.isBefore(one.until())) {
                break;
            }
            silent.add(one.ping());
            oldest.remove();
        }
        return silent;
    }

    public int size() {
        return awaited.size();
    }
}
