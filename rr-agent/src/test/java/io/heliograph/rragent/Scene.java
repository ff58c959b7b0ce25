package io.heliograph.rragent;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.bird.BirdBinary;
import io.heliograph.birdcontrol.bird.BirdSocket;
import io.heliograph.birdcontrol.bird.RealBird;
import io.heliograph.birdcontrol.brake.BrakeLimits;
import io.heliograph.bus.http.Tracer;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A reflector's BIRD without sessions, a host's BIRD that announces two prefixes, and what an agent needs.
final class Scene implements AutoCloseable {
    static final String HOST = "docker01";
    static final ProtocolName SESSION = ProtocolName.of(new HostId(HOST));
    static final Prefix P = Prefix.parse("2001:db8:7::/64");
    static final Prefix Q = Prefix.parse("2001:db8:8::/64");
    private static final ClusterId CLUSTER = new ClusterId("c1");

    private static final String EMPTY = """
            log stderr all;
            router id 192.0.2.1;
            protocol device { }
            """;

    final ReflectorId reflector;
    final RealBird reflectorBird;
    final RealBird hostBird;
    private final Link link;

    private Scene(ReflectorId reflector, Link link, RealBird reflectorBird, RealBird hostBird) {
        this.reflector = reflector;
        this.link = link;
        this.reflectorBird = reflectorBird;
        this.hostBird = hostBird;
    }

    static Scene set(BirdBinary binary, String reflector) {
        var link = Link.up();
        var scene = new Scene(
                new ReflectorId(reflector),
                link,
                RealBird.prepared(binary, Optional.of(link.reflector()), EMPTY),
                RealBird.prepared(binary, Optional.of(link.host()), hostText(65001, P, Q)));
        try {
            scene.reflectorBird.restart();
            scene.hostBird.restart();
            return scene;
        } catch (AssertionError e) {
            scene.close();
            throw e;
        }
    }

    /// Another BIRD beside the host's, with an address that no configuration has. Two BIRDs cannot listen on one port.
    RealBird stranger(BirdBinary binary) {
        var text = hostText(65001).replace("local " + Link.HOST, "local " + Link.STRANGER + " port 1790");
        return RealBird.start(binary, Optional.of(link.host()), text);
    }

    static String hostText(int asn, Prefix... prefixes) {
        var routes = Arrays.stream(prefixes)
                .map(prefix -> "route " + prefix + " blackhole;")
                .collect(Collectors.joining(" "));
        return """
                log stderr all;
                router id 192.0.2.2;
                protocol device { }
                protocol static subnets { ipv6; %s }
                protocol bgp reflector {
                  local %s as %d;
                  neighbor %s as 65001;
                  direct;
                  hold time 9;
                  connect delay time 1;
                  connect retry time 1;
                  error wait time 1, 2;
                  ipv6 { import none; export where source = RTS_STATIC; };
                }
                """.formatted(routes, Link.HOST, asn, Link.REFLECTOR);
    }

    /// What a renderer would send: one session, which accepts exactly these prefixes.
    NodeConfig config(Prefix... prefixes) {
        return config(text(prefixes), prefixes);
    }

    NodeConfig config(String text, Prefix... prefixes) {
        return new NodeConfig(
                NodeId.of(reflector),
                CLUSTER,
                Revision.of(text),
                Optional.empty(),
                text,
                "test",
                ChangeClass.ISOLATED,
                NodeConfig.ChangeCost.NOTHING,
                Map.of(),
                "test",
                List.of(new PlannedSession(
                        SESSION, PeerKind.HOST, HOST, IpAddress.parse(Link.HOST), List.of(prefixes))));
    }

    static String text(Prefix... prefixes) {
        var accepted = Arrays.stream(prefixes).map(Prefix::toString).collect(Collectors.joining(", "));
        return """
                log stderr all;
                router id 192.0.2.1;
                timeformat base iso long ms;
                timeformat protocol iso long ms;
                timeformat route iso long ms;
                debug protocols { states, events };
                protocol device { }
                protocol bgp %s {
                  local %s as 65001;
                  neighbor %s as 65001;
                  direct;
                  passive on;
                  rr client;
                  hold time 9;
                  ipv6 { import keep filtered on; import filter { if net ~ [ %s ] then accept; reject; }; export none; };
                }
                """.formatted(SESSION, Link.REFLECTOR, Link.HOST, accepted);
    }

    ReflectorAgent agent(String bootstrap) throws IOException {
        var settings = new AgentSettings(
                CLUSTER,
                reflector,
                state(),
                reflectorBird.socket(),
                reflectorBird.configFolder(),
                reflectorBird.folder().resolve("secrets"),
                Duration.ofSeconds(2),
                bootstrap,
                BrakeLimits.USUAL,
                Optional.empty(),
                "0.1.0");
        var agent = new ReflectorAgent(
                settings, Tracer.OFF, InstantSource.system(), line -> System.out.println(reflector + " " + line));
        agent.start();
        return agent;
    }

    /// How many files the reflector's BIRD may open from now on.
    void limitFiles(int limit) throws IOException, InterruptedException {
        var prlimit = new ProcessBuilder("prlimit", "--pid", "" + reflectorBird.pid(), "--nofile=" + limit + ":")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor()).isZero();
    }

    private Path state() {
        return reflectorBird.folder().resolve("state");
    }

    /// Asks the reflector's BIRD itself.
    String reflectorSays(String command) throws IOException {
        try (var bird = BirdSocket.open(reflectorBird.socket())) {
            return bird.execute(command).lines().toString();
        }
    }

    @Override
    public void close() {
        hostBird.close();
        reflectorBird.close();
        link.close();
    }
}
