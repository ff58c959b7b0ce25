package io.heliograph.lab.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Watches the kernel's IPv6 routes of one namespace, and notes when each prefix came and went.
public final class RouteMonitor implements AutoCloseable {
    private final Process process;
    private final Map<String, Long> came = new HashMap<>();
    private final Map<String, Long> went = new HashMap<>();

    private RouteMonitor(Process process) {
        this.process = process;
    }

    public static RouteMonitor of(String namespace) {
        var command = Command.inNamespace(namespace, List.of("ip", "-6", "monitor", "route"));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var monitor = new RouteMonitor(process);
            Thread.ofPlatform().daemon().name("route-monitor").start(monitor::read);
            return monitor;
        } catch (IOException e) {
            throw new CommandFailed(command, e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                note(line, System.nanoTime());
            }
        } catch (IOException _) {
            // The monitor was closed.
        }
    }

    /// A new route prints `2001:db8:7::/64 …`, one that went `Deleted 2001:db8:7::/64 …`.
    private synchronized void note(String line, long at) {
        if (line.startsWith("Deleted ")) {
            var prefix = line.substring("Deleted ".length()).split(" ", 2)[0];
            went.put(prefix, at);
            came.remove(prefix);
        } else {
            came.putIfAbsent(line.split(" ", 2)[0], at);
        }
        notifyAll();
    }

    /// Waits until the prefix has come; gives the time (`System.nanoTime()`) when it first came since it was last
    /// gone, empty when it did not come within the limit.
    public OptionalLong awaitRoute(String prefix, Duration limit) {
        return await(came, prefix, limit);
    }

    /// Waits until the prefix has gone since [#forget] or the start.
    public OptionalLong awaitNoRoute(String prefix, Duration limit) {
        return await(went, prefix, limit);
    }

    /// Forgets that a prefix came or went.
    public synchronized void forget(String prefix) {
        came.remove(prefix);
        went.remove(prefix);
    }

    private synchronized OptionalLong await(Map<String, Long> times, String prefix, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                var time = times.get(prefix);
                if (time != null) {
                    return OptionalLong.of(time);
                }
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return OptionalLong.empty();
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
