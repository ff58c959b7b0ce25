package io.heliograph.rragent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A reflector and a host, each in a network namespace of its own, and a cable between them. Needs root.
final class Link implements AutoCloseable {
    static final String REFLECTOR = "fd00:6872::1";
    static final String HOST = "fd00:6872::2";
    static final String STRANGER = "fd00:6872::3";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = "hgrr-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

    static Link up() {
        var link = new Link();
        run("ip", "netns", "add", link.reflector());
        run("ip", "netns", "add", link.host());
        run(
                "ip",
                "link",
                "add",
                "r0",
                "netns",
                link.reflector(),
                "type",
                "veth",
                "peer",
                "name",
                "h0",
                "netns",
                link.host());
        end(link.reflector(), "r0", REFLECTOR);
        end(link.host(), "h0", HOST);
        run("ip", "-n", link.host(), "addr", "add", STRANGER + "/64", "dev", "h0", "nodad");
        return link;
    }

    private static void end(String namespace, String device, String address) {
        run("ip", "-n", namespace, "link", "set", "lo", "up");
        run("ip", "-n", namespace, "addr", "add", address + "/64", "dev", device, "nodad");
        run("ip", "-n", namespace, "link", "set", device, "up");
    }

    String reflector() {
        return name + "-r";
    }

    String host() {
        return name + "-h";
    }

    @Override
    public void close() {
        run("ip", "netns", "del", reflector());
        run("ip", "netns", "del", host());
    }

    static void run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + said);
            }
        } catch (IOException e) {
            throw new AssertionError(String.join(" ", command), e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
