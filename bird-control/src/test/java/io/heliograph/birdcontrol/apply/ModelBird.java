package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.reply.BirdReply;
import io.heliograph.birdcontrol.text.Block;
import io.heliograph.birdcontrol.text.ConfigText;
import io.heliograph.fleet.Prefix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// BIRD as far as an apply sees it: the one model, for this module's tests and for the simulation.
///
/// Sessions are those of the text; a text without any has one, `h_1`. A session that the next text has with other
/// options starts again, and is up after a while if its peer talks. Words in a text decide what else it does: `BAD`
/// is not read, `RESTARTS` costs `h_1` for a while, `ISOLATES` all for good, `DEADLY` kills BIRD.
///
/// As in BIRD, **any** `configure` first throws away what could be undone, also one that cannot be read; an undo
/// takes back memory and not the file; a check changes nothing.
public final class ModelBird {
    private static final String THE_ONE = "h_1";
    private static final Pattern FILE = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern TIMEOUT = Pattern.compile("timeout (\\d+)");
    private static final Duration RETURN = Duration.ofSeconds(3);
    private static final Duration SLOW = Duration.ofMillis(300);

    /// @param before what is loaded again if nobody confirms
    private record Undo(String before, String load, Instant at) {}

    public final Map<String, String> files = new TreeMap<>();
    public final List<String> violations = new ArrayList<>();
    final List<String> commands = new ArrayList<>();
    public boolean alive = true;
    public String running;
    /// How many configurations were loaded by an order.
    public int configures;
    /// How long a reconfiguration takes in which nothing had to stop.
    public Duration slow = Duration.ZERO;
    /// Whether the machine at that address would talk to this one at that moment.
    public Predicate<String> talks = _ -> true;

    private ConfigText read;
    private String load = "load-0";
    private int loads;
    private int boots;
    private Optional<Undo> undo = Optional.empty();
    private Instant busyUntil = Instant.EPOCH;
    private final Map<String, Instant> upAt = new TreeMap<>();

    public ModelBird(String running) {
        this.running = running;
        this.read = ConfigText.read(running);
    }

    public boolean hasTrial() {
        return undo.isPresent();
    }

    /// What runs, read.
    public ConfigText read() {
        return read;
    }

    private static Set<String> sessions(ConfigText text) {
        var names = new TreeSet<String>();
        text.sessions().forEach(item -> names.add(item.block().name()));
        return names.isEmpty() ? Set.of(THE_ONE) : names;
    }

    /// The sessions that are up.
    public Set<String> up(Instant now) {
        var up = new TreeSet<String>();
        if (alive) {
            sessions(read).stream().filter(name -> isUp(name, now)).forEach(up::add);
        }
        return up;
    }

    private boolean isUp(String name, Instant now) {
        return isReady(name, now)
                && read.session(name).flatMap(read::neighbor).map(talks::test).orElse(true);
    }

    private boolean isReady(String name, Instant now) {
        return !running.contains("ISOLATES") && !now.isBefore(upAt.getOrDefault(name, Instant.EPOCH));
    }

    /// Whether a session with that address is configured, and not waiting to begin again.
    public boolean talksTo(String neighbor, Instant now) {
        return alive
                && read.sessions().stream()
                        .map(ConfigText.Item::block)
                        .anyMatch(block ->
                                read.neighbor(block).equals(Optional.of(neighbor)) && isReady(block.name(), now));
    }

    /// The sessions that would end or start again if that text were loaded.
    public Set<String> ended(ConfigText next) {
        return ended(read, next);
    }

    public static Set<String> ended(ConfigText before, ConfigText next) {
        var ended = new TreeSet<String>();
        before.sessions().stream()
                .map(ConfigText.Item::block)
                .filter(block -> !next.session(block.name())
                        .map(is -> mark(next, is).equals(mark(before, block)))
                        .orElse(false))
                .map(Block::name)
                .forEach(ended::add);
        return ended;
    }

    private static Set<String> mark(ConfigText text, Block session) {
        var mark = new TreeSet<>(text.session(session).mark());
        text.blocks().stream()
                .map(Block::toString)
                .filter(words -> words.startsWith("router id"))
                .forEach(mark::add);
        return mark;
    }

    /// The prefixes that the running text accepts or originates, each by the block that does.
    public Map<Prefix, String> prefixes() {
        return prefixes(read);
    }

    public static Map<Prefix, String> prefixes(ConfigText text) {
        var found = new TreeMap<Prefix, String>();
        text.items()
                .forEach(item -> item.block()
                        .prefixes()
                        .forEach(prefix -> found.put(prefix, item.block().name())));
        return found;
    }

    /// What BIRD does by itself as time goes.
    public void pass(Instant now) {
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

    public void kill() {
        alive = false;
        undo = Optional.empty();
    }

    public void start(String text, Instant now) {
        alive = true;
        boots++;
        undo = Optional.empty();
        busyUntil = now;
        load(text);
        load = "load-" + ++loads;
        sessions(read).forEach(name -> upAt.put(name, now.plus(back(name))));
    }

    private void load(String text) {
        running = text;
        read = ConfigText.read(text);
    }

    /// Hosts spread their connects.
    private static Duration back(String session) {
        return session.equals(THE_ONE) ? RETURN : RETURN.plusSeconds(Math.floorMod(session.hashCode(), 15));
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
    public void configureForGood(String text, Instant now) {
        if (alive && undo.isEmpty() && !now.isBefore(busyUntil)) {
            take(text, now);
            load = "load-" + ++loads;
        }
    }

    private void take(String text, Instant now) {
        boolean touches = running.contains("ISOLATES") || text.contains("ISOLATES") || text.contains("RESTARTS");
        var before = sessions(read);
        var next = ConfigText.read(text);
        var ended = touches && !text.equals(running) ? before : ended(next);
        if (!ended.isEmpty()) {
            busyUntil = now.plus(SLOW);
        } else {
            busyUntil = now.plus(slow);
        }
        sessions(next).stream()
                .filter(name -> ended.contains(name) || !before.contains(name))
                .forEach(name -> upAt.put(name, now.plus(back(name))));
        load(text);
    }

    public BirdReply answer(String command, Instant now) {
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
        var lines = new ArrayList<BirdReply.Line>();
        for (var name : sessions(read)) {
            var state = isUp(name, now)
                    ? "  BGP  ---  up  2026-11-23 23:47:57.654  Established"
                    : "  BGP  ---  start  2026-11-23 23:47:57.654  Passive";
            lines.add(new BirdReply.Line(1002, name + state));
        }
        lines.add(new BirdReply.Line(0, ""));
        return new BirdReply(0, lines);
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
        int networks = running.contains("MUTE") ? 10 : 10 + 90 * up(now).size();
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
        undo = Optional.empty();
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
        configures++;
        undo = Optional.of(new Undo(running, load, now.plusSeconds(Long.parseLong(timeout.group(1)))));
        take(text, now);
        load = "load-" + ++loads;
        return now.isBefore(busyUntil)
                ? BirdReply.of(4, "Reconfiguration in progress")
                : BirdReply.of(3, "Reconfigured");
    }
}
