package io.heliograph.hostagent;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Network.Ipam;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.ReportedSubnet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// BIRD in a container, on a network that the agent has reported: what we announce is where containers are.
class ContainerIT {
    private static final Prefix SUBNET = Prefix.parse("2001:db8:6::/64");
    private static final Pattern ADDRESS = Pattern.compile("(2001:db8:[0-9a-f:]+)/\\d+");

    @Test
    void a_bird_in_a_container_has_an_address_of_the_reported_subnet() throws Exception {
        try (var engine = RealEngine.start();
                var host = ReportingHost.start("container01", engine.host())) {
            BirdImage.build(engine);
            OwnEngineStrategy.use(engine);
            try (var network = networkOf(SUBNET);
                    var bird = new GenericContainer<>(DockerImageName.parse(BirdImage.NAME))
                            .withNetwork(network)
                            .withCommand("bird", "-f", "-c", "/etc/bird.conf", "-s", "/run/bird.ctl")
                            .waitingFor(Wait.forSuccessfulCommand("birdc -s /run/bird.ctl show status"))) {
                bird.start();

                var report = host.awaitReport(r -> ReportingHost.has(r, SUBNET.toString()));
                assertThat(report.subnets())
                        .filteredOn(subnet -> subnet.prefix().equals(SUBNET))
                        .singleElement()
                        .extracting(ReportedSubnet::networkId)
                        .isEqualTo(network.getId());

                var shown = bird.execInContainer("birdc", "-s", "/run/bird.ctl", "show", "interfaces")
                        .getStdout();
                var address = ADDRESS.matcher(shown);
                assertThat(address.find()).as(shown).isTrue();
                assertThat(SUBNET.contains(IpAddress.parse(address.group(1)))).isTrue();
            }
        }
    }

    private static Network networkOf(Prefix subnet) {
        return Network.builder()
                .enableIpv6(true)
                .createNetworkCmdModifier(create ->
                        create.withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(subnet.toString()))))
                .build();
    }
}
