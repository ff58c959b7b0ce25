package io.heliograph.renderer.config;

import io.heliograph.fleet.ProtocolName;

/// A host's BGP timers in seconds, spread by a hash of its name: BIRD accepts connections from a queue of 8, so
/// hosts whose sessions dropped together must not return together (measured: 223 s for 1,000 hosts, 20 s spread).
///
/// They depend on the host alone. Were they to follow the size of the fleet, the host that joins as the 101st
/// would restart the sessions of the hundred before it: BIRD ends a session to change its timers.
///
/// @param connectDelay before the first attempt and after a refused one; short, so that a small fleet is up at once
/// @param connectRetry until an attempt without an answer is made again: here the spread is wide
/// @param errorWait after an error
record Spread(int connectDelay, int connectRetry, int errorWait) {
    private static final int DELAYS = 4;
    private static final int RETRY_FROM = 5;
    private static final int RETRIES = 16;
    private static final int ERROR_WAITS = 20;
    /// BIRD doubles its wait up to this.
    static final int LONGEST_ERROR_WAIT = 20;

    static Spread of(ProtocolName host) {
        int hash = host.value().hashCode() * 0x9E3779B9;
        hash ^= hash >>> 15;
        return new Spread(
                1 + Math.floorMod(hash, DELAYS),
                RETRY_FROM + Math.floorMod(hash >>> 4, RETRIES),
                1 + Math.floorMod(hash >>> 10, ERROR_WAITS));
    }
}
