package dev.drey.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final Shape.Fields SHAPE = Shape.Fields.of(
            Member.needed("path", new Shape.Text("where")),
            Member.may("limit", new Shape.Whole("", 1, 10)),
            Member.may("hidden", new Shape.Flag("")),
            Member.may("order", new Shape.Text("", "name", "size")),
            Member.may("patterns", new Shape.Many("", new Shape.Text(""), 2)),
            Member.may("mode", new Shape.Either("", new Shape.Text(""), new Shape.Whole(""))));

    private static void assertRefused(Map<String, Object> given, String words) {
        assertThatThrownBy(() -> Arguments.of("tool", SHAPE, given))
                .isInstanceOf(Failed.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("canary");
    }

    @Test
    void whatFitsIsTaken() throws Failed {
        Arguments checked = Arguments.of(
                "tool", SHAPE, Map.of("path", "x", "limit", 3, "hidden", true, "patterns", List.of("a"), "mode", 384));
        assertThat(checked.needed("path")).isEqualTo("x");
        assertThat(checked.whole("limit")).hasValue(3);
        assertThat(checked.flag("hidden", false)).isTrue();
        assertThat(checked.texts("patterns")).containsExactly("a");
        assertThat(checked.value("mode")).contains(384L);
        assertThat(checked.has("order")).isFalse();
    }

    @Test
    void whatIsWrongIsNamedWithItsPlaceAndNeverQuoted() {
        assertRefused(Map.of(), "tool needs path: where");
        assertRefused(Map.of("pth", "canary"), "tool takes no 'pth'; did you mean path?");
        assertRefused(Map.of("path", 7), "tool.path takes a text, not another number");
        assertRefused(Map.of("path", "x", "limit", "canary"), "tool.limit takes a whole number from 1 to 10, not text");
        assertRefused(Map.of("path", "x", "limit", 11), "from 1 to 10");
        assertRefused(Map.of("path", "x", "limit", 1.5), "not a number with a fraction");
        assertRefused(Map.of("path", "x", "hidden", "yes"), "tool.hidden takes true or false");
        assertRefused(Map.of("path", "x", "order", "canary"), "tool.order is one of name, size");
        assertRefused(Map.of("path", "x", "patterns", List.of("a", 1)), "tool.patterns[1] takes a text");
        assertRefused(Map.of("path", "x", "patterns", List.of("a", "b", "c")), "at most 2");
        assertRefused(Map.of("path", "x", "mode", List.of()), "tool.mode");
    }

    @Test
    void halfACharacterIsNoText() {
        assertRefused(Map.of("path", "a\ud83d"), "half a character");
        assertRefused(Map.of("path", "\ude00a"), "half a character");
    }

    @Test
    void nullMeansThatItWasNotGiven() throws Failed {
        Map<String, Object> given = new HashMap<>(Map.of("path", "x"));
        given.put("limit", null);
        assertThat(Arguments.of("tool", SHAPE, given).has("limit")).isFalse();
        Map<String, Object> without = new HashMap<>();
        without.put("path", null);
        assertRefused(without, "tool.path takes a text, not nothing");
    }

    @Test
    void theSchemaIsStrictAndInOrder() {
        assertThat(Json.text(SHAPE.schema()))
                .startsWith("{\"type\":\"object\",\"properties\":{\"path\":{\"type\":\"string\"")
                .contains("\"required\":[\"path\"]")
                .endsWith("\"additionalProperties\":false}");
    }
}
