package io.heliograph.fleet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import java.io.IOException;
import java.io.Serial;

/// Reads a JSON string, and nothing else, as text.
///
/// JSON can escape half of a surrogate pair (RFC 8259, 8.2). No UTF-8 stands for that, so whoever passed the text
/// on could not write it again: it is refused where it comes in.
final class UnicodeText extends StdScalarDeserializer<String> {
    @Serial
    private static final long serialVersionUID = 1;

    UnicodeText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(String.class, parser);
        }
        var text = parser.getText();
        if (hasLoneSurrogate(text)) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, parser.currentName(), text);
        }
        return text;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }
}
