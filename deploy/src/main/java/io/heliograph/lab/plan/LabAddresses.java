package io.heliograph.lab.plan;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;

/// The addresses of a lab: a /48 of the documentation range (RFC 3849) that follows from its name, so that labs
/// of different names stand side by side.
///
/// @param id the third group of every address
public record LabAddresses(int id) {
    private static final int DEFAULT_ID = 0x1ab;
    private static final int FIRST_ID = 0x1000;
    private static final int IDS = 0xe000;
    /// Both ends of the link between the root namespace and the management node.
    private static final String UPLINK_GROUP = "fffe";

    public static LabAddresses of(LabName name) {
        return new LabAddresses(
                name.equals(LabName.DEFAULT)
                        ? DEFAULT_ID
                        : FIRST_ID + Math.floorMod(name.value().hashCode() * 0x9e3779b1, IDS));
    }

    /// The node's address on the fabric.
    public IpAddress of(LabNode node) {
        return address("0", node.suffix());
    }

    /// A second address of a reflector or host, for the reference measurement.
    public IpAddress reference(LabNode node) {
        return address("0", 0xa000 + node.suffix());
    }

    public IpAddress uplink() {
        return address(UPLINK_GROUP, 2);
    }

    /// All container subnets of the lab lie in it.
    public Prefix aggregate() {
        return Prefix.parse("2001:db8:%x:c000::/52".formatted(id));
    }

    /// The container subnet of this number on this host.
    ///
    /// @param number 0 to 255
    public Prefix subnet(LabNode host, int number) {
        if (number < 0 || number > 0xff) {
            throw new IllegalArgumentException("a host of the lab has the subnets 0 to 255, not " + number);
        }
        return Prefix.parse("2001:db8:%x:c%x%02x::/64".formatted(id, host.suffix() & 0xf, number));
    }

    /// An address in one of the subnets.
    public static IpAddress inside(Prefix subnet, int suffix) {
        var text = subnet.address().toString();
        return IpAddress.parse(text.substring(0, text.indexOf("::")) + "::" + Integer.toHexString(suffix));
    }

    private IpAddress address(String group, int suffix) {
        return IpAddress.parse("2001:db8:%x:%s::%x".formatted(id, group, suffix));
    }
}
