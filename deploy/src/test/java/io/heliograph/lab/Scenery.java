package io.heliograph.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.LabSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.regex.Pattern;

/// Who attacks whom: docker02 with its honest configuration, and docker01, whose routes it is after.
record Scenery(
        String honest,
        String ownPrefix,
        String ownAddress,
        String nobodysAddress,
        String victimPrefix,
        String victimAddress,
        String aggregate,
        String rr01RouterId,
        String rr02RouterId) {
    private static final Pattern ROUTER_ID = Pattern.compile("router id ([0-9.]+);");

    static Scenery of(LabSettings lab, String ownPrefix, String victimPrefix) {
        var addresses = lab.addresses();
        return new Scenery(
                config(lab, LabNode.DOCKER02),
                ownPrefix,
                addresses.of(LabNode.DOCKER02).toString(),
                addresses.reference(LabNode.DOCKER02).toString(),
                victimPrefix,
                addresses.of(LabNode.DOCKER01).toString(),
                addresses.aggregate().toString(),
                routerId(config(lab, LabNode.RR01)),
                routerId(config(lab, LabNode.RR02)));
    }

    /// What the node's BIRD runs.
    private static String config(LabSettings lab, LabNode node) {
        try {
            return Files.readString(lab.birdConfig(node).resolve("current/bird.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String routerId(String config) {
        var matcher = ROUTER_ID.matcher(config);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    String partOfVictims() {
        return victimPrefix.replace("::/64", ":1::/80");
    }

    /// An attack that changes nothing would prove nothing.
    static String replace(String text, String what, String with) {
        assertThat(text).contains(what);
        return text.replace(what, with);
    }
}
