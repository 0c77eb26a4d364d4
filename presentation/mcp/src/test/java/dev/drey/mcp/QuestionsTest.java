package dev.drey.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.session.Asker;
import dev.drey.session.Question;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class QuestionsTest {
    private static final Question.HostKey KEY =
            new Question.HostKey("[h]:2222", "ssh-ed25519", "SHA256:abc", false, List.of());

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Questions questions(Duration limit) {
        Questions questions = new Questions(new Pen(out), limit);
        questions.client(Map.of("elicitation", Map.of()));
        return questions;
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Message.Reply reply(int number, Map<String, Object> result) {
        return new Message.Reply("drey-question-" + number, Optional.of(result), Optional.empty());
    }

    private void awaitQuestion(int number) throws InterruptedException {
        for (int i = 0; i < 1000 && !said().contains("drey-question-" + number); i++) Thread.sleep(10);
        assertThat(said()).contains("drey-question-" + number).contains("elicitation/create");
    }

    @Test
    void onlyAClientWithFormsIsAsked() {
        Questions questions = new Questions(new Pen(out));
        assertThat(questions.canAsk()).isFalse();
        questions.client(Map.of("elicitation", Map.of("url", Map.of())));
        assertThat(questions.canAsk()).isFalse();
        assertThat(questions.ask(Form.agree("x"))).isEmpty();
        assertThat(said()).isEmpty();
        questions.client(Map.of("elicitation", Map.of("form", Map.of(), "url", Map.of())));
        assertThat(questions.canAsk()).isTrue();
    }

    @Test
    void noAnswerInTimeIsANoAndTheQuestionIsWithdrawn() {
        Elicited asker = new Elicited(questions(Duration.ofMillis(50)), new Trusted());
        assertThat(asker.trust(KEY)).isEqualTo(Asker.Trust.REFUSE);
        assertThat(said())
                .contains("SHA256:abc")
                .contains("notifications/cancelled")
                .contains("\"requestId\":\"drey-question-1\"");
    }

    @Test
    void whatIsRememberedIsNotAskedAgainAndAnotherKeyIs() throws Exception {
        Questions questions = questions(Duration.ofSeconds(20));
        Elicited asker = new Elicited(questions, new Trusted());
        var first = CompletableFuture.supplyAsync(() -> asker.trust(KEY));
        awaitQuestion(1);
        assertThat(questions.answered(reply(1, Map.of("action", "accept", "content", Map.of("trust", "remember")))))
                .isTrue();
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(Asker.Trust.REMEMBER);
        assertThat(asker.trust(KEY)).isEqualTo(Asker.Trust.ONCE);
        var other = new Question.HostKey("[h]:2222", "ssh-ed25519", "SHA256:xyz", false, List.of());
        var second = CompletableFuture.supplyAsync(() -> asker.trust(other));
        awaitQuestion(2);
        assertThat(questions.answered(reply(2, Map.of("action", "decline")))).isTrue();
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(Asker.Trust.REFUSE);
    }

    @Test
    void answersThatAreNoneAreANo() throws Exception {
        for (Map<String, Object> odd : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("action", "accept"),
                Map.of("action", "accept", "content", "yes"),
                Map.of("action", "accept", "content", Map.of("trust", true)),
                Map.of("action", "cancel", "content", Map.of("trust", "once")))) {
            out.reset();
            Questions questions = questions(Duration.ofSeconds(20));
            var asked = CompletableFuture.supplyAsync(() -> new Elicited(questions, new Trusted()).trust(KEY));
            awaitQuestion(1);
            assertThat(questions.answered(reply(1, odd))).isTrue();
            assertThat(asked.get(20, TimeUnit.SECONDS)).as("%s", odd).isEqualTo(Asker.Trust.REFUSE);
        }
    }

    @Test
    void whenTheClientLeavesNobodyWaits() throws Exception {
        Questions questions = questions(Duration.ofSeconds(20));
        var hostile = new Question.HostKey("[h\u001b[2J]:2222", "ssh-ed25519", "SHA256:abc", false, List.of());
        var asked = CompletableFuture.supplyAsync(() -> new Elicited(questions, new Trusted()).trust(hostile));
        awaitQuestion(1);
        questions.end();
        assertThat(asked.get(5, TimeUnit.SECONDS)).isEqualTo(Asker.Trust.REFUSE);
        assertThat(questions.canAsk()).isFalse();
        assertThat(said()).doesNotContain("\\u001b").contains("SHA256:abc");
    }

    @Test
    void noSecretIsAskedFor() throws Exception {
        Elicited asker = new Elicited(questions(Duration.ofSeconds(20)), new Trusted());
        assertThat(asker.takesSecrets()).isFalse();
        assertThat(asker.answer(new Question.Prompt("", "Password: ", false))).isEmpty();
        assertThat(said()).isEmpty();
    }

    @Test
    void repliesToOthersAreLeftToThem() {
        assertThat(questions(Duration.ofSeconds(1))
                        .answered(new Message.Reply(7, Optional.of(Map.of()), Optional.empty())))
                .isFalse();
    }
}
