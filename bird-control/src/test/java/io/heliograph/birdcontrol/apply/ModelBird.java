package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.reply.BirdReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// BIRD as far as an apply sees it, with one session `h_1`. Words in a configuration decide what it does:
/// `BAD` is not read, `RESTARTS` costs the session for a while, `ISOLATES` for good, `DEADLY` kills BIRD.
final class ModelBird {
    private static final Pattern FILE = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern TIMEOUT = Pattern.compile("timeout (\\d+)");
    private static final Duration RETURN = Duration.ofSeconds(3);
    private static final Duration SLOW = Duration.ofMillis(300);

    /// @param before what is loaded again if nobody confirms
    private record Undo(String before, String load, Instant at) {}

    final Map<String, String> files = new TreeMap<>();
    final List<String> violations = new ArrayList<>();
    final List<String> commands = new ArrayList<>();
    boolean alive = true;
    String running;
    private String load = "load-0";
    private int loads;
    private int boots;
    private Optional<Undo> undo = Optional.empty();
    private Instant busyUntil = Instant.EPOCH;
    private Instant upAt = Instant.EPOCH;

    ModelBird(String running) {
        this.running = running;
    }

    boolean hasTrial() {
        return undo.isPresent();
    }

    private boolean isUp(Instant now) {
        return !running.contains("ISOLATES") && !now.isBefore(upAt);
    }

    /// What BIRD does by itself as time goes.
    void pass(Instant now) {
        if (undo.isPresent() && !now.isBefore(undo.get().at())) {
            restore(now);
        }
    }

    private void restore(Instant now) {
        var back = undo.orElseThrow();
        undo = Optional.empty();
        take(back.before(), now);
        load = back.load();
    }

    void kill() {
        alive = false;
        undo = Optional.empty();
    }

    void start(String text, Instant now) {
        alive = true;
        boots++;
        undo = Optional.empty();
        busyUntil = now;
        running = text;
        load = "load-" + ++loads;
        upAt = now.plus(RETURN);
    }

    /// Somebody else at the socket.
    void configureByHand(String text, Instant now) {
        if (undo.isEmpty() && !now.isBefore(busyUntil)) {
            undo = Optional.of(new Undo(running, load, now.plusSeconds(20)));
            take(text, now);
            load = "load-" + ++loads;
        }
    }

    /// Somebody else, for good.
    void configureForGood(String text, Instant now) {
        if (alive && undo.isEmpty() && !now.isBefore(busyUntil)) {
            take(text, now);
            load = "load-" + ++loads;
        }
    }

    private void take(String text, Instant now) {
        boolean touches = running.contains("ISOLATES") || text.contains("ISOLATES") || text.contains("RESTARTS");
        if (touches && !text.equals(running)) {
            busyUntil = now.plus(SLOW);
            upAt = now.plus(RETURN);
        }
        running = text;
    }

    BirdReply answer(String command, Instant now) {
        pass(now);
        commands.add(command);
        return switch (command) {
            case "show status" -> status();
            case "configure status" -> configureStatus(now);
            case "show protocols" -> protocols(now);
            case "configure confirm" -> confirm();
            case "configure undo" -> undo(now);
            case "show route count" -> routes(now);
            default -> configure(command, now);
        };
    }

    private BirdReply status() {
        return new BirdReply(
                13,
                List.of(
                        new BirdReply.Line(1000, "BIRD 2.0.12"),
                        new BirdReply.Line(1011, "Last reboot on boot-" + boots),
                        new BirdReply.Line(1011, "Last reconfiguration on " + load),
                        new BirdReply.Line(13, "Daemon is up and running")));
    }

    private BirdReply configureStatus(Instant now) {
        var lines = new ArrayList<BirdReply.Line>();
        lines.add(
                now.isBefore(busyUntil)
                        ? new BirdReply.Line(4, "Reconfiguration in progress")
                        : new BirdReply.Line(3, "Daemon is up and running"));
        undo.ifPresent(it -> lines.add(new BirdReply.Line(22, "Configuration unconfirmed, undo in 9.5 s")));
        lines.add(new BirdReply.Line(0, ""));
        return new BirdReply(0, lines);
    }

    private BirdReply protocols(Instant now) {
        var row = isUp(now)
                ? "h_1  BGP  ---  up  2026-11-23 23:47:57.654  Established"
                : "h_1  BGP  ---  start  2026-11-23 23:47:57.654  Passive";
        return new BirdReply(0, List.of(new BirdReply.Line(1002, row), new BirdReply.Line(0, "")));
    }

    private BirdReply confirm() {
        if (undo.isEmpty()) {
            return BirdReply.of(19, "Nothing to do");
        }
        undo = Optional.empty();
        return BirdReply.of(18, "Reconfiguration confirmed");
    }

    private BirdReply undo(Instant now) {
        if (undo.isEmpty()) {
            return BirdReply.of(19, "Nothing to do");
        }
        restore(now);
        return now.isBefore(busyUntil)
                ? BirdReply.of(4, "Reconfiguration in progress")
                : BirdReply.of(3, "Reconfigured");
    }

    private String file(String command) {
        var matcher = FILE.matcher(command);
        if (!matcher.find() || !files.containsKey(matcher.group(1))) {
            violations.add("asked for a file that is not there: " + command);
            return "BAD";
        }
        return files.get(matcher.group(1));
    }

    private BirdReply routes(Instant now) {
        int networks = isUp(now) && !running.contains("MUTE") ? 100 : 10;
        return new BirdReply(
                14,
                List.of(
                        new BirdReply.Line(
                                1007,
                                networks + " of " + networks + " routes for " + networks
                                        + " networks in table master6"),
                        new BirdReply.Line(14, "Total: " + networks)));
    }

    private BirdReply configure(String command, Instant now) {
        if (command.startsWith("configure check")) {
            return file(command).contains("BAD")
                    ? BirdReply.of(8002, "/x:1:1 syntax error")
                    : BirdReply.of(20, "Configuration OK");
        }
        if (undo.isPresent() || now.isBefore(busyUntil)) {
            violations.add("configure while one is pending: " + command);
        }
        var timeout = TIMEOUT.matcher(command);
        if (!timeout.find()) {
            violations.add("configure without a trial: " + command);
            return BirdReply.of(9001, "syntax error");
        }
        var text = file(command);
        if (text.contains("BAD")) {
            return BirdReply.of(8002, "/x:1:1 syntax error");
        }
        if (text.contains("DEADLY")) {
            kill();
            return BirdReply.of(9999, "never sent");
        }
        undo = Optional.of(new Undo(running, load, now.plusSeconds(Long.parseLong(timeout.group(1)))));
        take(text, now);
        load = "load-" + ++loads;
        return now.isBefore(busyUntil)
                ? BirdReply.of(4, "Reconfiguration in progress")
                : BirdReply.of(3, "Reconfigured");
    }
}
