package io.heliograph.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our arithmetic against another library's, on random addresses with many zeros and many neighbours.
class PrefixPropertyTest {
    private static final int CASES = 8_000;
    private static final String ALPHABET = "0123456789abcdefABCDEF::::..//%g -";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 20_260_301})
    void an_address_reads_and_writes_as_the_library_does(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            var address = address(random);
            var oracle = new IPAddressString(address.toString()).getAddress();

            assertThat(oracle.toCanonicalString())
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(address.toString());
            assertThat(IpAddress.parse(otherwise(oracle)))
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(address);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 43, 20_260_302})
    void two_prefixes_lie_as_the_library_says(long seed) {
        var random = new Random(seed);
        int covering = 0;
        for (int i = 0; i < CASES; i++) {
            var first = prefix(random, address(random));
            var second = prefix(random, random.nextInt(3) == 0 ? near(random, first.address()) : address(random));
            var a = new IPAddressString(first.toString()).getAddress().toPrefixBlock();
            var b = new IPAddressString(second.toString()).getAddress().toPrefixBlock();
            var what = "seed %d, case %d: %s %s".formatted(seed, i, first, second);

            assertThat(first.covers(second)).as(what).isEqualTo(a.contains(b));
            assertThat(first.overlaps(second)).as(what).isEqualTo(a.overlaps(b));
            assertThat(second.overlaps(first)).as(what).isEqualTo(first.overlaps(second));
            assertThat(first.contains(second.address()))
                    .as(what)
                    .isEqualTo(a.contains(b.getLower().withoutPrefixLength()));
            assertThat(Prefix.parse(first.toString())).as(what).isEqualTo(first);
            if (first.covers(second)) {
                covering++;
                assertThat(first).as(what).isLessThanOrEqualTo(second);
            }
        }
        assertThat(covering).as("the generator finds neighbours").isGreaterThan(CASES / 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 44, 20_260_303})
    void what_we_read_from_noise_the_library_reads_too(long seed) {
        var random = new Random(seed);
        int read = 0;
        for (int i = 0; i < CASES; i++) {
            var text = noise(random);
            try {
                var address = IpAddress.parse(text);
                read++;
                assertThat(new IPAddressString(text).getAddress().toCanonicalString())
                        .as("seed %d, case %d: %s", seed, i, text)
                        .isEqualTo(address.toString());
            } catch (InvalidValue _) {
                // We are stricter than the library, on purpose: see the strictness cases of IpAddressTest.
            }
        }
        assertThat(read).as("some noise is an address").isGreaterThan(CASES / 20);
    }

    /// The same address with every digit.
    private static String otherwise(IPAddress address) {
        return address.isIPv4() ? address.toCanonicalString() : address.toFullString();
    }

    private static String noise(Random random) {
        var text = new StringBuilder(address(random).toString());
        for (int times = random.nextInt(3); times > 0; times--) {
            char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            int at = random.nextInt(text.length() + 1);
            if (random.nextBoolean() || at == text.length()) {
                text.insert(at, c);
            } else {
                text.setCharAt(at, c);
            }
        }
        return text.toString();
    }

    private static IpAddress address(Random random) {
        return random.nextInt(4) == 0
                ? new IpAddress(Family.IPV4, 0, bits(random) & 0xffffffffL)
                : new IpAddress(Family.IPV6, bits(random), bits(random));
    }

    /// Groups of 16 bits: zero, small, full or anything.
    private static long bits(Random random) {
        long bits = 0;
        for (int group = 0; group < 4; group++) {
            bits = (bits << 16)
                    | switch (random.nextInt(5)) {
                        case 0, 1 -> 0;
                        case 2 -> random.nextInt(16);
                        case 3 -> 0xffff;
                        default -> random.nextInt(0x10000);
                    };
        }
        return bits;
    }

    private static IpAddress near(Random random, IpAddress address) {
        long flip = 1L << random.nextInt(address.family() == Family.IPV4 ? 32 : 64);
        return random.nextBoolean() || address.family() == Family.IPV4
                ? new IpAddress(address.family(), address.hi(), address.lo() ^ flip)
                : new IpAddress(address.family(), address.hi() ^ flip, address.lo());
    }

    private static Prefix prefix(Random random, IpAddress address) {
        int bits = address.family().bits();
        int length = random.nextInt(bits + 1);
        var block = new IPAddressString(address.toString()).getAddress().toPrefixBlock(length);
        return Prefix.parse(block.getLower().withoutPrefixLength().toCanonicalString() + "/" + length);
    }
}
