package io.heliograph.rragent.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.rragent.probes.Echo;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.List;

/// A raw socket for the echoes of one family, by the calls of libc: Java's own sockets know no ICMP. The kernel hands
/// it echo replies and nothing else.
final class IcmpSocket implements AutoCloseable {
    private static final ValueLayout.OfShort SHORT =
            JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN).withByteAlignment(1);
    private static final ValueLayout.OfInt INT =
            JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN).withByteAlignment(1);
    private static final ValueLayout.OfLong LONG =
            JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN).withByteAlignment(1);

    private static final int SOCK_RAW = 3;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int SOL_RAW = 255;
    private static final int ICMP_FILTER = 1;
    private static final int ICMPV6_FILTER = 1;

    /// What the kernel makes of it is bounded by `net.core.rmem_max`.
    private static final int BUFFER = 1 << 20;

    /// Strangers' answers must not hold whoever reads ours.
    private static final int MOST_AT_ONCE = 4_096;

    /// Type, code, checksum, identifier and number, and behind them our token.
    private static final int TOKEN = 8;

    private static final int LENGTH = 16;
    private static final int CHECKSUM = 2;
    private static final int PACKET = 128;

    private enum Kind {
        /// `sockaddr_in`; the answer stands behind the IP header.
        V4(2, 1, 8, 0, 16, 4),
        /// `sockaddr_in6`; the kernel writes the checksum (RFC 3542, 3.1) and takes the header away.
        V6(10, 58, 128, 129, 28, 8);

        final int domain;
        final int protocol;
        final int request;
        final int reply;
        final int addressLength;
        final int addressAt;

        Kind(int domain, int protocol, int request, int reply, int addressLength, int addressAt) {
            this.domain = domain;
            this.protocol = protocol;
            this.request = request;
            this.reply = reply;
            this.addressLength = addressLength;
            this.addressAt = addressAt;
        }
    }

    private final Kind kind;
    private final Arena arena = Arena.ofShared();
    private final MethodHandle sendto;
    private final MethodHandle recvfrom;
    private final MethodHandle close;
    private final MemorySegment packet = arena.allocate(PACKET, Long.BYTES);
    private final MemorySegment address = arena.allocate(Kind.V6.addressLength, Long.BYTES);
    private final MemorySegment addressLength = arena.allocate(JAVA_INT);
    private final int descriptor;

    /// Throws [IOException] where the kernel has no such socket for us.
    static IcmpSocket open(Family family) throws IOException {
        return new IcmpSocket(
                switch (family) {
                    case IPV4 -> Kind.V4;
                    case IPV6 -> Kind.V6;
                });
    }

    private IcmpSocket(Kind kind) throws IOException {
        this.kind = kind;
        sendto = call("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
        recvfrom = call("recvfrom", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
        close = call("close", JAVA_INT, JAVA_INT);
        descriptor = opened(kind);
        if (descriptor < 0) {
            arena.close();
            throw new IOException("no raw socket for ICMP by " + kind);
        }
        repliesOnly();
        option(SOL_SOCKET, SO_RCVBUF, arena.allocateFrom(JAVA_INT, BUFFER));
    }

    private static int opened(Kind kind) {
        var socket = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
        try {
            return (int) socket.invokeExact(kind.domain, SOCK_RAW | SOCK_CLOEXEC, kind.protocol);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @SuppressWarnings("restricted") // Every start of an agent allows it: --enable-native-access.
    private static MethodHandle call(String name, ValueLayout result, ValueLayout... arguments) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    /// A bit that is set keeps the type of its number out.
    private void repliesOnly() {
        var filter = arena.allocate(kind == Kind.V6 ? 32 : Integer.BYTES, Integer.BYTES);
        filter.fill((byte) 0xff);
        long word = kind.reply / Integer.SIZE;
        filter.setAtIndex(JAVA_INT, word, ~(1 << kind.reply % Integer.SIZE));
        option(kind == Kind.V6 ? kind.protocol : SOL_RAW, kind == Kind.V6 ? ICMPV6_FILTER : ICMP_FILTER, filter);
    }

    /// One that the kernel refuses is gone without: the socket gets more, or holds less.
    private void option(int level, int name, MemorySegment value) {
        var setsockopt = call("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
        try {
            int _ = (int) setsockopt.invokeExact(descriptor, level, name, value, (int) value.byteSize());
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Sends an echo request; false where the kernel has no way for it. Waits while the device is busy.
    boolean send(IpAddress target, long token) {
        address.fill((byte) 0);
        address.set(JAVA_SHORT, 0, (short) kind.domain);
        if (kind == Kind.V6) {
            address.set(LONG, kind.addressAt, target.hi());
            address.set(LONG, kind.addressAt + (long) Long.BYTES, target.lo());
        } else {
            address.set(INT, kind.addressAt, (int) target.lo());
        }
        packet.asSlice(0, LENGTH).fill((byte) 0);
        packet.set(JAVA_BYTE, 0, (byte) kind.request);
        packet.set(LONG, TOKEN, token);
        if (kind == Kind.V4) {
            packet.set(SHORT, CHECKSUM, checksum());
        }
        try {
            return (long) sendto.invokeExact(descriptor, packet, (long) LENGTH, 0, address, kind.addressLength)
                    == LENGTH;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// RFC 1071.
    private short checksum() {
        int sum = 0;
        for (int at = 0; at < LENGTH; at += Short.BYTES) {
            sum += Short.toUnsignedInt(packet.get(SHORT, at));
        }
        sum = (sum & 0xffff) + (sum >>> Short.SIZE);
        return (short) ~(sum + (sum >>> Short.SIZE));
    }

    /// Adds the answers that have arrived; does not wait.
    void receive(List<Echo> echoes) {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            long length = received();
            if (length < 0) {
                return;
            }
            long at = kind == Kind.V4 ? 4L * (packet.get(JAVA_BYTE, 0) & 0xf) : 0;
            if (length >= at + LENGTH && Byte.toUnsignedInt(packet.get(JAVA_BYTE, at)) == kind.reply) {
                echoes.add(new Echo(packet.get(LONG, at + TOKEN), from()));
            }
        }
    }

    private long received() {
        addressLength.set(JAVA_INT, 0, kind.addressLength);
        try {
            return (long) recvfrom.invokeExact(descriptor, packet, (long) PACKET, MSG_DONTWAIT, address, addressLength);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private IpAddress from() {
        return kind == Kind.V6
                ? new IpAddress(
                        Family.IPV6,
                        address.get(LONG, kind.addressAt),
                        address.get(LONG, kind.addressAt + (long) Long.BYTES))
                : new IpAddress(Family.IPV4, 0, Integer.toUnsignedLong(address.get(INT, kind.addressAt)));
    }

    private static IllegalStateException broken(Throwable e) {
        return new IllegalStateException("libc throws nothing", e);
    }

    @Override
    public void close() {
        try {
            int _ = (int) close.invokeExact(descriptor);
        } catch (Throwable e) {
            throw broken(e);
        }
        arena.close();
    }
}
