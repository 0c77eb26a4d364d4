package dev.drey.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every tool there is, as clients see it.
class ToolsTest {
    private static final int MOST_BYTES = 32 << 10;

    @TempDir
    Path state;

    private Toolbox toolbox = new Toolbox(List.of());

    @BeforeEach
    void open() {
        toolbox = Tools.of(FakeDesk.of(FakeDesk.settings(false), state));
    }

    @TestFactory
    Stream<DynamicTest> everyToolIsDescribed() {
        return toolbox.tools().stream()
                .map(tool -> DynamicTest.dynamicTest(tool.name(), () -> {
                    assertThat(tool.name()).matches("[a-z_]{3,64}");
                    assertThat(tool.title()).isNotBlank();
                    assertThat(tool.about()).isNotBlank();
                    assertThat(tool.input().schema())
                            .containsEntry("type", "object")
                            .containsEntry("additionalProperties", false);
                    assertThat(tool.output().members()).contains(Failures.MEMBER);
                    assertThat(tool.output().members()).noneMatch(Member::required);
                }));
    }

    @Test
    void theWholeListStaysSmall() {
        List<Object> all = toolbox.tools().stream()
                .map(tool -> (Object) SdkServer.described(tool))
                .toList();
        assertThat(Json.text(Map.of("tools", all)).getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void namesAreTakenOnce() {
        assertThat(toolbox.tools().stream().map(Tool::name).distinct()).hasSameSizeAs(toolbox.tools());
        assertThat(Commands.names()).doesNotHaveDuplicates();
    }

    @Test
    void aCommandTakesOnlyOptionsThatAreDescribed() {
        List<String> described =
                ConsoleOptions.SHAPE.members().stream().map(Member::name).toList();
        for (String name : Commands.names()) {
            assertThat(described)
                    .as(name)
                    .containsAll(Commands.find(name).orElseThrow().options());
        }
    }

    @Test
    void onlyTheGroupsThatAreOfferedAreSeen() {
        Settings files = FakeDesk.settings(false, Group.FILES);
        assertThat(Tools.of(FakeDesk.of(files, state)).tools())
                .isNotEmpty()
                .allMatch(tool -> tool.group() == Group.FILES);
    }
}
