package io.heliograph.cli.view;

import io.heliograph.fleet.wire.FleetJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/// Values as YAML 1.2, by way of their JSON.
public final class Yaml {
    private Yaml() {}

    public static String of(Object value) {
        var settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setDefaultScalarStyle(ScalarStyle.PLAIN)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setWidth(1_000)
                .build();
        return new Dump(settings).dumpToString(plain(value));
    }

    /// A map keeps the order of its keys, which the mapper would sort.
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            var kept = new LinkedHashMap<Object, Object>();
            map.forEach((key, part) -> kept.put(key, plain(part)));
            return kept;
        }
        return FleetJson.mapper().convertValue(value, Object.class);
    }
}
