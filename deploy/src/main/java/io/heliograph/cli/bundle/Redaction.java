package io.heliograph.cli.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Takes secrets out of texts, in two ways, because each alone would miss some: what this machine's secrets are is
/// known and is looked for wherever it stands; and what looks like a secret goes although nobody here knows it.
public final class Redaction {
    public static final String MARK = "(redacted)";

    /// A secret that is shorter stands in too many words by chance; the forms below still find it where it is one.
    private static final int LEAST_LENGTH = 4;

    /// What comes from logs may be one word of a megabyte: every repetition before the word that is looked for has an
    /// end, or it would be tried from each of its letters anew.
    private record Form(Pattern pattern, String replacement) {
        static Form of(String pattern, String replacement) {
            return new Form(Pattern.compile(pattern), replacement);
        }
    }

    /// A quote, also inside of JSON inside of JSON.
    private static final String QUOTE = "\\\\{0,7}\"";

    /// From a quote to its end; quotes that have a backslash more before them are in it.
    private static final String QUOTED = "(?:\"[^\"\\n]{0,4000}(?:(?<=\\\\)\"[^\"\\n]{0,4000}){0,8}\"?"
            + "|\\\\{1,7}\"[^\"\\n]{0,4000}(?:(?<=\\\\\\\\)\"[^\"\\n]{0,4000}){0,8}\"?"
            + "|'[^'\\n]{0,4000}'?)";

    /// No form begins at the border of a word: in JSON a new line is a backslash and an n.
    private static final List<Form> FORMS = List.of(
            // BIRD: TCP-MD5, RADV and RPKI passwords, and the keys of TCP-AO; RIP and OSPF write them alike.
            Form.of("(?i)(password|secret)(\\s{1,8})" + QUOTED, "$1$2" + MARK),
            // What looks like ours, wherever it stands: enrolment tokens and the proofs made of them.
            Form.of("hg[tp]1_[A-Za-z0-9_-]{8,}", MARK),
            // Key blocks, cut off or whole.
            Form.of(
                    "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\\s\\S]*?(-----END [A-Z ]{0,40}PRIVATE KEY-----|\\z)",
                    MARK),
            // user:password@host
            Form.of("(?i)([a-z][a-z0-9+.-]{0,20}://[^/\\s:@\"']{1,200}):[^/\\s@\"']{1,500}@", "$1:" + MARK + "@"),
            Form.of(
                    "(?i)(authorization(?:" + QUOTE + ")?\\s{0,8}[:=]\\s{0,8}(?:" + QUOTE
                            + ")?)(basic|bearer)\\s{1,8}[^\\s\"',;]+",
                    "$1$2 " + MARK),
            // JAAS and the like: a whole line.
            Form.of("(?i)(sasl\\.jaas\\.config\\s{0,8}[:=])[^\\n]*", "$1 " + MARK),
            // name: value, name=value, "name": "value", with any name that speaks of a secret.
            Form.of(
                    "(?i)((?:passw(?:or)?d|passphrase|secret|token|credential|private[_.-]?key|api[_.-]?key)"
                            + "[A-Za-z0-9_.-]{0,60}(?:" + QUOTE + "|')?[ \\t]{0,8}[:=][ \\t]{0,8})(?:" + QUOTED
                            + "|[^\\s,;}\\]\"']+)",
                    "$1" + MARK));

    private final List<String> known;

    /// @param secrets what this machine knows
    public Redaction(Collection<String> secrets) {
        var all =
                new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(String::compareTo));
        secrets.stream()
                .flatMap(secret -> List.of(secret, secret.strip()).stream())
                .filter(secret -> secret.length() >= LEAST_LENGTH)
                .forEach(secret -> all.addAll(written(secret)));
        known = List.copyOf(all);
    }

    /// A secret as texts of several kinds write it.
    private static List<String> written(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        return List.of(
                secret,
                secret.replace("\\", "\\\\").replace("\"", "\\\""),
                percent(bytes),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// As a query of an address writes it.
    private static String percent(byte[] bytes) {
        var text = new StringBuilder();
        for (byte octet : bytes) {
            char c = (char) (octet & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || ".-_*".indexOf(c) >= 0);
            text.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return text.toString();
    }

    /// The text without secrets.
    public String clean(String text) {
        var clean = text;
        for (var secret : known) {
            clean = clean.replace(secret, MARK);
        }
        for (var form : FORMS) {
            clean = form.pattern().matcher(clean).replaceAll(form.replacement());
        }
        return clean;
    }
}
