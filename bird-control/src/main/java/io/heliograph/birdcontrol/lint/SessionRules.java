package io.heliograph.birdcontrol.lint;

import io.heliograph.birdcontrol.text.Block;
import io.heliograph.birdcontrol.text.ConfigText;
import io.heliograph.birdcontrol.text.PrefixPattern;
import io.heliograph.birdcontrol.text.Session;
import io.heliograph.birdcontrol.text.Statement;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What must hold for one session, with everything that its templates say.
final class SessionRules {
    private static final Pattern HOST = Pattern.compile("h_[0-9a-f]{12}");
    private static final String AGGREGATES = "AGGREGATES";
    private static final Pattern REFLECTOR = Pattern.compile("r_[0-9a-f]{12}");

    /// How much a client of a reflector may announce: a host its prefixes, the reflector of a cluster below its
    /// cluster's aggregates.
    private enum Within {
        A_PREFIX,
        AN_AGGREGATE
    }

    /// What is broken.
    ///
    /// @param line counted from the block's first
    /// @param more what the reason says beside the session's name
    record Breach(int line, ReasonCode code, List<Object> more) {
        static Breach of(int line, ReasonCode code, Object... more) {
            return new Breach(line, code, List.of(more));
        }
    }

    private final NodeId node;
    private final ConfigText text;

    SessionRules(NodeId node, ConfigText text) {
        this.node = node;
        this.text = text;
    }

    List<Breach> check(Block block) {
        var session = text.session(block);
        var breaches = new ArrayList<Breach>();
        if (session.channels().isEmpty()) {
            breaches.add(Breach.of(0, ReasonCode.CONFIG_NO_CHANNEL));
        }
        // Reflectors wait for their hosts; that is all one text can tell of the other end.
        if (node.kind() == NodeId.Kind.HOST && session.isPassive() && isToReflector(block)) {
            breaches.add(Breach.of(0, ReasonCode.CONFIG_BOTH_PASSIVE));
        }
        session.channels().forEach((family, parts) -> {
            for (var direction : List.of("import", "export")) {
                if (session.policy(family, direction).isEmpty()) {
                    breaches.add(Breach.of(0, ReasonCode.CONFIG_IMPLICIT_POLICY, direction, family));
                }
            }
            if (parts.stream().anyMatch(SessionRules::isImportTable)) {
                breaches.add(Breach.of(0, ReasonCode.CONFIG_IMPORT_TABLE));
            }
            if (isToHost(session)) {
                var within = isToReflector(block) ? Within.AN_AGGREGATE : Within.A_PREFIX;
                session.policy(family, "import")
                        .flatMap(policy -> tooMuch(policy, within))
                        .ifPresent(breaches::add);
            }
        });
        return breaches;
    }

    private boolean isToHost(Session session) {
        return node.kind() == NodeId.Kind.REFLECTOR
                && (session.isClient() || HOST.matcher(session.block().name()).matches());
    }

    private static boolean isToReflector(Block block) {
        return REFLECTOR.matcher(block.name()).matches();
    }

    private static boolean isImportTable(Statement part) {
        return part.word(0).equals("import")
                && part.word(1).equals("table")
                && !part.word(2).equals("off");
    }

    /// A host may announce the prefixes that its session names and subnets of its pools, and nothing else: not one
    /// shorter, not one longer.
    private Optional<Breach> tooMuch(Statement policy, Within within) {
        if (policy.word(1).equals("none")) {
            return Optional.empty();
        }
        var sets = sets(policy);
        var wide = sets.stream()
                .flatMap(List::stream)
                .filter(pattern -> pattern.prefix().isDefault() || !isNarrow(pattern, within))
                .findFirst();
        if (wide.isPresent()) {
            return Optional.of(Breach.of(policy.line(), ReasonCode.CONFIG_BROAD_SET, wide.get()));
        }
        return sets.isEmpty()
                ? Optional.of(Breach.of(policy.line(), ReasonCode.CONFIG_BROAD_SET, String.join(" ", policy.words())))
                : Optional.empty();
    }

    private boolean isNarrow(PrefixPattern pattern, Within within) {
        return switch (within) {
            case A_PREFIX -> pattern.isExact() || isPool(pattern);
            case AN_AGGREGATE -> isPool(pattern) || isAggregate(pattern);
        };
    }

    /// A cluster below may announce what is accepted of it everywhere else.
    private boolean isAggregate(PrefixPattern pattern) {
        return text.named(AGGREGATES).stream()
                .flatMap(block -> block.sets().stream())
                .flatMap(List::stream)
                .anyMatch(pattern::equals);
    }

    /// A block that a host owns is a part of an aggregate and never all of it, with lengths that the aggregate has.
    private boolean isPool(PrefixPattern pattern) {
        return pattern.low() >= pattern.prefix().length()
                && text.named(AGGREGATES).stream()
                        .flatMap(block -> block.sets().stream())
                        .flatMap(List::stream)
                        .anyMatch(aggregate ->
                                aggregate.prefix().length() < pattern.prefix().length()
                                        && aggregate.prefix().covers(pattern.prefix())
                                        && pattern.high() <= aggregate.high());
    }

    /// The sets that are written out in the policy, or in what it names.
    private List<List<PrefixPattern>> sets(Statement policy) {
        var sets = new ArrayList<List<PrefixPattern>>();
        policy.all().forEach(part -> {
            sets.addAll(part.sets());
            part.words().stream()
                    .flatMap(word -> text.named(word).stream())
                    .forEach(block -> sets.addAll(block.sets()));
        });
        return sets;
    }
}
