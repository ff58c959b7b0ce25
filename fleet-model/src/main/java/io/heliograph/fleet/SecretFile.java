package io.heliograph.fleet;

import io.heliograph.fleet.reason.InvalidValue;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A secret as a session takes it in: a file beside the configuration, in BIRD's words for one kind of signature.
///
/// @param aoKey the id of the key for TCP-AO (RFC 5925), the same in both directions; absent: TCP-MD5 (RFC 2385)
public record SecretFile(SecretName secret, Optional<Integer> aoKey) implements Comparable<SecretFile> {
    private static final Pattern INCLUDED =
            Pattern.compile("(?m)^\\tinclude \"secret-([a-z][a-z0-9_]{0,39})(?:-ao-([0-9]{1,3}))?\\.conf\";$");

    private static final Comparator<SecretFile> ORDER =
            Comparator.comparing(SecretFile::secret).thenComparing(file -> file.aoKey.orElse(-1));

    private static final int MAX_KEY = 255;

    /// Throws [InvalidValue] with `FIELD_INVALID` for a key id that TCP-AO does not have.
    public static void requireKey(Optional<Integer> aoKey) {
        if (aoKey.isPresent() && (aoKey.get() < 0 || aoKey.get() > MAX_KEY)) {
            throw InvalidValue.field("aoKey", aoKey.get(), "a whole number from 0 to " + MAX_KEY);
        }
    }

    public SecretFile {
        requireKey(aoKey);
    }

    public String fileName() {
        return "secret-" + secret + aoKey.map(id -> "-ao-" + id).orElse("") + ".conf";
    }

    /// The lines by which a session takes the file in. BIRD before 2.17 has no word for the first.
    public String inclusion() {
        return aoKey.map(_ -> "\tauthentication ao;\n").orElse("") + "\tinclude \"" + fileName() + "\";\n";
    }

    /// What the file says.
    ///
    /// @param value the secret itself; nothing in it means anything to BIRD's strings
    public String words(String value) {
        return aoKey.map(id -> "\tkeys { key { id " + id + "; secret \"" + value
                        + "\"; algorithm cmac aes128; preferred; }; };\n")
                .orElseGet(() -> "\tpassword \"" + value + "\";\n");
    }

    /// Those that a configuration includes.
    public static SortedSet<SecretFile> in(String text) {
        var files = new TreeSet<SecretFile>();
        if (text.contains("include \"secret-")) {
            INCLUDED.matcher(text)
                    .results()
                    .forEach(found -> files.add(new SecretFile(
                            new SecretName(found.group(1)),
                            Optional.ofNullable(found.group(2)).map(Integer::valueOf))));
        }
        return files;
    }

    @Override
    public int compareTo(SecretFile other) {
        return ORDER.compare(this, other);
    }
}
