package io.heliograph.renderer.kafka;

import io.heliograph.renderer.rollout.Brake;
import io.heliograph.renderer.rollout.Waves;

/// Who renders, and how much may go at once.
///
/// @param version of this program, told in each configuration
public record RenderRules(String version, Brake brake, Waves waves) {
    public static RenderRules usual(String version) {
        return new RenderRules(version, Brake.DEFAULT, Waves.DEFAULT);
    }
}
