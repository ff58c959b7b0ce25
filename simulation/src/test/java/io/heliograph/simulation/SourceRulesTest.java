package io.heliograph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// The house rules that only the sources can tell.
class SourceRulesTest {
    private static final int FILE_LINES = 300;

    /// "To about 40 lines": the formatter breaks long calls into many.
    private static final int METHOD_LINES = 45;

    @Test
    void every_package_says_what_it_is_and_is_null_marked() {
        var violations = new TreeSet<String>();
        for (var folder :
                Tree.sources("main").stream().map(Path::getParent).distinct().toList()) {
            var info = folder.resolve("package-info.java");
            var name = Tree.className(info);
            if (!Files.exists(info)) {
                violations.add(name + " is missing");
            } else if (!Tree.read(info).startsWith("/// ") || !Tree.read(info).contains("\n@NullMarked\n")) {
                violations.add(name + " lacks a sentence or @NullMarked");
            }
        }
        Verdict.on("package-info", violations, Map.of());
    }

    @Test
    void files_are_short() {
        Verdict.on(
                "files to about " + FILE_LINES + " lines",
                Tree.sources("main").stream()
                        .filter(file -> Tree.read(file).lines().count() > FILE_LINES)
                        .map(file -> Tree.className(file) + " has "
                                + Tree.read(file).lines().count() + " lines")
                        .toList(),
                Exceptions.LONG_FILES);
    }

    @Test
    void methods_are_short() {
        var violations = new TreeSet<String>();
        parse((name, unit) -> {
            var positions = unit.positions();
            unit.tree()
                    .accept(
                            new TreeScanner<Void, Boolean>() {
                                @Override
                                public Void visitMethod(MethodTree method, Boolean nested) {
                                    long lines = unit.line(positions.getEndPosition(unit.tree(), method))
                                            - unit.line(positions.getStartPosition(unit.tree(), method))
                                            + 1;
                                    if (lines > METHOD_LINES) {
                                        violations.add(name + "." + method.getName() + " has " + lines + " lines");
                                    }
                                    return super.visitMethod(method, nested);
                                }
                            },
                            false);
        });
        Verdict.on("methods to about 40 lines", violations, Exceptions.LONG_METHODS);
    }

    @Test
    void interfaces_are_sealed_or_a_framework_demands_them() {
        var violations = new TreeSet<String>();
        parse((name, unit) -> unit.tree()
                .accept(
                        new TreeScanner<Void, Boolean>() {
                            @Override
                            public Void visitClass(ClassTree type, Boolean demanded) {
                                var annotations =
                                        type.getModifiers().getAnnotations().toString();
                                boolean excused =
                                        demanded || annotations.matches(".*(ConfigMapping|RegisterRestClient).*");
                                if (type.getKind() == Kind.INTERFACE
                                        && !excused
                                        && !type.getModifiers().getFlags().contains(Modifier.SEALED)
                                        && !isPartOfSealed(type)) {
                                    violations.add(name + ": " + type.getSimpleName() + " is open");
                                }
                                return super.visitClass(type, excused);
                            }

                            private boolean isPartOfSealed(ClassTree type) {
                                return !type.getImplementsClause().isEmpty()
                                        && type.getModifiers().getFlags().contains(Modifier.NON_SEALED);
                            }
                        },
                        false));
        Verdict.on("interfaces", violations, Exceptions.OPEN_INTERFACES);
    }

    @Test
    void tests_are_named_so_that_the_build_finds_them() {
        Verdict.on(
                "names of tests",
                Tree.sources("test").stream()
                        .filter(file -> Pattern.compile("@(Test|ParameterizedTest|TestFactory|ArchTest)\\b")
                                .matcher(Tree.read(file))
                                .find())
                        .map(Tree::className)
                        .filter(name -> !name.matches(".*(Test|IT)"))
                        .toList(),
                Map.of());
    }

    @Test
    void nothing_is_mocked() {
        Verdict.on(
                "no mocks",
                Tree.sources("test").stream()
                        .filter(
                                file -> Tree.read(file)
                                        .matches(
                                                "(?s).*import (static )?(org\\.mockito|io\\.quarkus\\.test\\.(Inject)?Mock|org\\.easymock).*"))
                        .map(Tree::className)
                        .toList(),
                Map.of());
    }

    @Test
    void build_files_name_no_host() {
        var violations = new ArrayList<String>();
        for (var pom : Tree.files(Tree.ROOT, file -> file.endsWith("pom.xml"))) {
            if (Pattern.compile("<(repositories|pluginRepositories|distributionManagement)>")
                    .matcher(Tree.read(pom))
                    .find()) {
                violations.add(Tree.ROOT.relativize(pom) + " names a repository");
            }
        }
        for (var file : Tree.files(
                Tree.ROOT, file -> file.endsWith("maven-wrapper.properties") || file.endsWith("package-lock.json"))) {
            violations.add(Tree.ROOT.relativize(file) + " names a host");
        }
        Verdict.on("no hosts in build files", violations, Map.of());
    }

    @Test
    void no_file_speaks_of_the_machine_that_it_was_written_on() {
        var home = Pattern.quote(Tree.ROOT.toString()) + "|" + Pattern.quote(System.getProperty("user.home")) + "/";
        var machine = Pattern.compile("(?<![\\w.-])(" + home + ")(?![\\w-])");
        var text = Pattern.compile(
                ".*\\.(java|md|xml|ya?ml|properties|json|sh|conf|service|py|txt|html|css|js)|.*/heliograph");
        Verdict.on(
                "no paths of a machine",
                Tree.files(Tree.ROOT, file -> text.matcher(file.toString()).matches()).stream()
                        .filter(file -> machine.matcher(Tree.read(file)).find())
                        .map(file -> Tree.ROOT.relativize(file).toString())
                        .toList(),
                Map.of());
    }

    private record Unit(CompilationUnitTree tree, SourcePositions positions) {
        long line(long position) {
            return tree.getLineMap().getLineNumber(position);
        }
    }

    /// Hands over each main source, parsed, with the name of its class.
    private static void parse(BiConsumer<String, Unit> consumer) {
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK is needed");
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var sources = Tree.sources("main");
            assertThat(sources).hasSizeGreaterThan(200);
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            var positions = Trees.instance(task).getSourcePositions();
            for (var unit : task.parse()) {
                consumer.accept(Tree.className(Path.of(unit.getSourceFile().toUri())), new Unit(unit, positions));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
