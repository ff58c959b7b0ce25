package io.heliograph.hostagent;

import java.util.List;

/// A container image with this machine's BIRD, its libraries and a busybox, made without a registry.
final class BirdImage {
    static final String NAME = "heliograph/bird:test";

    private static final String BUILD = """
            set -e
            root=$(mktemp -d /tmp/hg-image-XXXXXX)
            trap 'rm -rf "$root"' EXIT
            mkdir -p "$root/bin" "$root/etc" "$root/run" "$root/tmp"
            for program in /usr/sbin/bird /usr/sbin/birdc "$(command -v busybox)"; do
              cp -L "$program" "$root/bin/"
              { ldd "$program" 2>/dev/null || true; } | grep -o '/[^ ]*' | while read -r library; do
                mkdir -p "$root$(dirname "$library")"; cp -L "$library" "$root$library"
              done
            done
            ln -s busybox "$root/bin/sh"
            printf 'router id 192.0.2.1;\\nprotocol device { }\\nprotocol direct { ipv6; }\\n' > "$root/etc/bird.conf"
            tar -C "$root" -c . | docker -H "$0" import - "$1"
            """;

    private BirdImage() {}

    /// Builds the image on that engine. Needs `bird`, `birdc` and `busybox` on this machine.
    static void build(RealEngine engine) {
        RealEngine.run(List.of("sh", "-c", BUILD, engine.host(), NAME));
    }
}
