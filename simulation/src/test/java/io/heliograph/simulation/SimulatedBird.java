package io.heliograph.simulation;

import io.heliograph.birdcontrol.reply.BirdReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// BIRD as an apply sees it: trials that undo themselves, slow reconfigurations, death.
final class SimulatedBird {
    private static final Pattern CONFIGURE = Pattern.compile("configure \"([^\"]+)\" timeout (\\d+)");
    private static final Pattern SESSION = Pattern.compile("protocol bgp (\\S+)");

    private record Undo(String text, int load, Instant at) {}

    final Map<String, String> files = new HashMap<>();
    final List<String> violations = new ArrayList<>();
    boolean alive = true;
    String running = "";
    int configures;
    private int load;
    private int loads;
    private Optional<Undo> undo = Optional.empty();
    private Instant busyUntil = Instant.EPOCH;

    boolean hasTrial() {
        return undo.isPresent();
    }

    void die() {
        alive = false;
        undo = Optional.empty();
    }

    void start(String text) {
        alive = true;
        running = text;
        busyUntil = Instant.EPOCH;
        load = ++loads;
    }

    void pass(Instant now) {
        if (undo.isPresent() && !now.isBefore(undo.get().at())) {
            restore();
        }
    }

    private void restore() {
        var back = undo.orElseThrow();
        undo = Optional.empty();
        running = back.text();
        load = back.load();
    }

    BirdReply answer(String command, Instant now, long slowMillis, boolean sessionsUp) {
        pass(now);
        return switch (command) {
            case "show status" ->
                reply(
                        13,
                        "1000 BIRD 2.0.12",
                        "1011 Last reconfiguration on load-" + load,
                        "13 Daemon is up and running");
            case "configure status" ->
                hasTrial()
                        ? reply(0, progress(now), "22 Configuration unconfirmed, undo in 9.5 s", "0 ")
                        : reply(0, progress(now), "0 ");
            case "show protocols" -> protocols(sessionsUp);
            case "show route count" -> reply(14, "1007 9 of 9 routes for 9 networks in table master6", "14 Total");
            case "configure confirm" -> {
                boolean open = hasTrial();
                undo = Optional.empty();
                yield open ? BirdReply.of(18, "Reconfiguration confirmed") : BirdReply.of(19, "Nothing to do");
            }
            case "configure undo" -> {
                if (!hasTrial()) {
                    yield BirdReply.of(19, "Nothing to do");
                }
                restore();
                yield BirdReply.of(3, "Reconfigured");
            }
            default -> configure(command, now, slowMillis);
        };
    }

    private String progress(Instant now) {
        return now.isBefore(busyUntil) ? "4 Reconfiguration in progress" : "3 Daemon is up and running";
    }

    private BirdReply protocols(boolean up) {
        var lines = new ArrayList<String>();
        SESSION.matcher(running)
                .results()
                .forEach(found -> lines.add("1002 " + found.group(1) + "  BGP  ---  "
                        + (up
                                ? "up  2026-11-23 12:00:00.000  Established"
                                : "start  2026-11-23 12:00:00.000  Active")));
        lines.add("0 ");
        return reply(0, lines.toArray(String[]::new));
    }

    private BirdReply configure(String command, Instant now, long slowMillis) {
        var matcher = CONFIGURE.matcher(command);
        if (!matcher.find() || hasTrial() || now.isBefore(busyUntil)) {
            violations.add("configure while one is pending, or without a trial: " + command);
            return BirdReply.of(9001, "syntax error");
        }
        configures++;
        undo = Optional.of(new Undo(running, load, now.plusSeconds(Long.parseLong(matcher.group(2)))));
        running = files.getOrDefault(matcher.group(1), "");
        load = ++loads;
        busyUntil = now.plusMillis(slowMillis);
        return slowMillis > 0 ? BirdReply.of(4, "Reconfiguration in progress") : BirdReply.of(3, "Reconfigured");
    }

    private static BirdReply reply(int code, String... lines) {
        var read = new ArrayList<BirdReply.Line>();
        for (var line : lines) {
            int space = line.indexOf(' ');
            read.add(new BirdReply.Line(Integer.parseInt(line.substring(0, space)), line.substring(space + 1)));
        }
        return new BirdReply(code, read);
    }
}
