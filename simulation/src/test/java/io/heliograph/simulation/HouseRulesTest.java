package io.heliograph.simulation;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The house rules over the compiled classes of every module: docs/architecture.md says them in words.
class HouseRulesTest {
    private static final String OURS = "io.heliograph.";

    /// Parts of the JDK that are values or work on values.
    private static final Pattern VALUES = Pattern.compile("java\\.lang(\\.annotation|\\.runtime|\\.invoke)?|java\\.util"
            + "|java\\.util\\.(function|stream|regex|random)|java\\.time(\\.\\w+)?|java\\.math|java\\.text"
            + "|java\\.nio\\.charset|org\\.jspecify\\.annotations|com\\.fasterxml\\.jackson\\.annotation");

    /// Single classes beside those packages that are values, or hand none over.
    private static final Set<String> MORE_VALUES = Set.of(
            "java.io.ByteArrayOutputStream",
            "java.io.IOException",
            "java.io.Serial",
            "java.io.Serializable",
            "java.io.UncheckedIOException",
            "java.net.URI",
            "java.nio.ByteBuffer",
            "java.nio.file.Path",
            "java.security.MessageDigest",
            "java.security.GeneralSecurityException",
            "java.security.KeyFactory",
            "java.security.NoSuchAlgorithmException",
            "java.security.PrivateKey",
            "java.security.PublicKey",
            "java.security.Signature",
            "java.security.spec.KeySpec",
            "java.security.spec.PKCS8EncodedKeySpec",
            "java.security.spec.X509EncodedKeySpec");

    /// Text in, values out: pure, but of use where text is read or written only.
    private static final List<String> TEXT_LIBRARIES = List.of("com.fasterxml.jackson.", "org.snakeyaml.engine.");

    private static final Set<String> TEXT_PACKAGES =
            Set.of("io.heliograph.fleet.wire", "io.heliograph.fleetfile", "io.heliograph.cli.view");

    private static final Set<String> NOT_PURE = Set.of(
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.System",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.util.Random",
            "java.util.Timer",
            "java.util.UUID",
            "java.time.Clock");

    private static final Pattern ASKS_THE_CLOCK = Pattern.compile(
            "java\\.time\\..*\\.now|java\\.lang\\.Math\\.random|java\\.util\\.stream\\..*\\.parallel.*");

    /// Libraries and the one kind of package that may know them, beside the wiring where it is marked.
    private static final Map<String, Set<String>> ONLY_IN = Map.of(
            "org.apache.kafka.", Set.of("kafka"),
            "com.github.dockerjava.", Set.of("docker"),
            "com.jcraft.jsch.", Set.of("ssh"),
            "java.net.http.", Set.of("http"),
            "java.nio.channels.SocketChannel", Set.of("bird", "linux", "http", "ssh", "docker"),
            "java.net.Socket", Set.of("bird", "linux", "http", "ssh", "docker"),
            "java.nio.file.Files", Set.of("disk", "linux", "bird", "ssh"),
            "java.lang.ProcessBuilder", Set.of("linux", "ssh", "docker"));

    private static final List<String> FRAMEWORKS =
            List.of("jakarta.", "io.quarkus.", "io.smallrye.", "org.eclipse.microprofile.");

    private static JavaClasses classes = new ClassFileImporter().importPackages();

    @BeforeAll
    static void read() {
        var folders = Tree.modules().stream()
                .map(module -> module.resolve("target/classes"))
                .toList();
        assertThat(folders)
                .hasSizeGreaterThan(7)
                .allSatisfy(folder -> assertThat(Files.isDirectory(folder))
                        .as(folder + " is compiled")
                        .isTrue());
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPaths(folders);
        assertThat(classes.size()).isGreaterThan(200);
    }

    @Test
    void pure_packages_know_values_and_nothing_else() {
        Verdict.on("pure packages", dependencies(PackageKind.PURE, HouseRulesTest::isNoValue), Exceptions.PURE);
    }

    @Test
    void pure_packages_ask_no_clock() {
        var calls = new TreeSet<String>();
        for (var type : ours(PackageKind.PURE)) {
            type.getMethodCallsFromSelf().stream()
                    .filter(call -> ASKS_THE_CLOCK
                            .matcher(call.getTargetOwner().getName() + "." + call.getName())
                            .matches())
                    .forEach(call -> calls.add(
                            type.getName() + " calls " + call.getTarget().getFullName()));
        }
        Verdict.on("no clock, no random", calls, Map.of());
    }

    @Test
    void pure_packages_know_neither_the_outside_nor_the_wiring() {
        Verdict.on(
                "wiring → outside → pure",
                dependencies(
                        PackageKind.PURE,
                        (_, target) -> isOurs(target) && PackageKind.of(target.getPackageName()) != PackageKind.PURE),
                Map.of());
    }

    @Test
    void outside_packages_know_neither_each_other_nor_the_wiring() {
        Verdict.on(
                "outside packages",
                dependencies(
                        PackageKind.OUTSIDE,
                        (origin, target) -> isOurs(target)
                                && switch (PackageKind.of(target.getPackageName())) {
                                    case PURE -> false;
                                    case WIRING -> true;
                                    case OUTSIDE ->
                                        !PackageKind.outsideThing(origin.getPackageName())
                                                .equals(PackageKind.outsideThing(target.getPackageName()));
                                }),
                Exceptions.OUTSIDE);
    }

    @Test
    void each_outside_thing_is_touched_in_packages_of_its_name() {
        Verdict.on(
                "Kafka, sockets, files, Docker, processes",
                dependencies(
                        null,
                        (origin, target) -> ONLY_IN.entrySet().stream()
                                .filter(only -> target.getName().startsWith(only.getKey()))
                                .anyMatch(only -> PackageKind.outsideThing(origin.getPackageName())
                                        .filter(only.getValue()::contains)
                                        .isEmpty())),
                Exceptions.OUTSIDE_THINGS);
    }

    @Test
    void frameworks_stay_in_wiring_http_and_kafka() {
        Verdict.on(
                "jakarta, io.quarkus, io.smallrye",
                dependencies(
                        null,
                        (origin, target) -> FRAMEWORKS.stream().anyMatch(target.getName()::startsWith)
                                && PackageKind.of(origin.getPackageName()) != PackageKind.WIRING
                                && PackageKind.outsideThing(origin.getPackageName())
                                        .filter(Set.of("http", "kafka")::contains)
                                        .isEmpty()),
                Map.of());
    }

    @Test
    void services_meet_on_the_bus_only() {
        var libraries = Map.of(
                "fleet", Set.of("fleet"),
                "bus", Set.of("bus", "fleet"),
                "birdcontrol", Set.of("birdcontrol", "fleet"),
                "inventory", Set.of("inventory", "bus", "fleet"),
                "renderer", Set.of("renderer", "bus", "fleet"),
                "node", Set.of("node", "birdcontrol", "fleet"),
                "hostagent", Set.of("hostagent", "node", "birdcontrol", "bus", "fleet"),
                "rragent", Set.of("rragent", "node", "birdcontrol", "bus", "fleet"));
        Verdict.on(
                "services → bird-control, event-bus → fleet-model",
                dependencies(null, (origin, target) -> {
                    var allowed = libraries.get(PackageKind.family(origin.getPackageName()));
                    // Everything else is the command line and its parts, which know the libraries and each other.
                    return isOurs(target)
                            && (allowed == null
                                    ? Set.of("inventory", "renderer", "hostagent", "rragent")
                                            .contains(PackageKind.family(target.getPackageName()))
                                    : !allowed.contains(PackageKind.family(target.getPackageName())));
                }),
                Map.of());
    }

    @Test
    void packages_have_no_cycles() {
        var fold = JavaClass.Predicates.resideInAPackage("io.heliograph.fleet");
        var events = JavaClass.Predicates.resideInAPackage("io.heliograph.fleet.event");
        slices().matching("io.heliograph.(**)")
                .should()
                .beFreeOfCycles()
                // The fold of the events stands beside the values that the events are made of: Fleet, PrefixOwners.
                .ignoreDependency(fold, events)
                .check(classes);
    }

    @Test
    void names_say_what_a_thing_is() {
        var vague = Pattern.compile("(Abstract|Base).*|.*(Impl|Manager|Helper|Utils?|Abstract|Base|Dto|DTO)");
        Verdict.on(
                "no Impl Manager Helper Util Abstract Base Dto",
                ours(null).stream()
                        .filter(type -> vague.matcher(type.getSimpleName()).matches())
                        .map(JavaClass::getName)
                        .toList(),
                Map.of());
    }

    private static boolean isNoValue(JavaClass origin, JavaClass target) {
        var name = target.getName();
        return !isOurs(target)
                && !MORE_VALUES.contains(name)
                && !(TEXT_PACKAGES.contains(origin.getPackageName())
                        && TEXT_LIBRARIES.stream().anyMatch(name::startsWith))
                && (NOT_PURE.contains(name)
                        || !VALUES.matcher(target.getPackageName()).matches());
    }

    private static boolean isOurs(JavaClass type) {
        return type.getName().startsWith(OURS);
    }

    private static List<JavaClass> ours(@Nullable PackageKind kind) {
        return classes.that(DescribedPredicate.describe("ours", HouseRulesTest::isOurs)).stream()
                .filter(type -> kind == null || PackageKind.of(type.getPackageName()) == kind)
                .toList();
    }

    private static Collection<String> dependencies(
            @Nullable PackageKind kind, BiPredicate<JavaClass, JavaClass> broken) {
        var found = new ArrayList<String>();
        for (var type : ours(kind)) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .map(JavaClass::getBaseComponentType)
                    .filter(target -> !target.isPrimitive() && broken.test(type, target))
                    .forEach(target -> found.add(type.getName() + " → " + target.getName()));
        }
        return new TreeSet<>(found);
    }
}
