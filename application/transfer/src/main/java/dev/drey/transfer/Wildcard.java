package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// One compiled pattern: `*` and `?` within a name, `**` across directories, `[a-z]`, `[!a-z]`, `{a,b}`, and `\`
/// before a character that shall mean itself.
///
/// It runs over the characters of a path's UTF-8; a byte that is no UTF-8 counts as one character of its own.
/// All ways through the pattern are followed at once (Thompson 1968), so no name, however hostile, makes matching
/// slower than the product of both lengths. Unchanging, for any thread.
final class Wildcard {
    private static final int LONGEST = 4096;
    private static final int INVALID_BYTE = 0x110000;

    private sealed interface Step {
        record One(IntPredicate accepts) implements Step {}

        record Fork(int first, int second) implements Step {}

        record Jump(int to) implements Step {}
    }

    private final String text;
    private final int[] pattern;
    private final List<Step> steps = new ArrayList<>();
    private int at;

    private Wildcard(String text) {
        this.text = text;
        this.pattern = text.codePoints().toArray();
    }

    /// @throws Failed INVALID_ARGUMENT, with what is wrong and where
    static Wildcard compile(String text) throws Failed {
        Wildcard wildcard = new Wildcard(text);
        if (text.isEmpty()) throw wildcard.bad("is empty");
        if (text.length() > LONGEST) throw wildcard.bad("is longer than " + LONGEST + " characters");
        wildcard.sequence(0);
        return wildcard;
    }

    /// The characters of a path's bytes, as [#matches(int\[\])] wants them.
    static int[] characters(byte[] bytes) {
        int[] characters = new int[bytes.length];
        int count = 0;
        for (int i = 0; i < bytes.length; ) {
            int length = sequenceLength(bytes, i);
            characters[count++] = length == 0 ? INVALID_BYTE | (bytes[i] & 0xff) : decode(bytes, i, length);
            i += Math.max(1, length);
        }
        return Arrays.copyOf(characters, count);
    }

    /// Whether the whole of it matches.
    boolean matches(int[] characters) {
        States now = new States(steps.size() + 1);
        States next = new States(steps.size() + 1);
        reach(now, 0);
        for (int c : characters) {
            for (int i = 0; i < now.count; i++) {
                int state = now.list[i];
                if (state < steps.size()
                        && steps.get(state) instanceof Step.One one
                        && one.accepts().test(c)) {
                    reach(next, state + 1);
                }
            }
            if (next.count == 0) return false;
            States done = now;
            now = next;
            next = done;
            next.clear();
        }
        return now.has(steps.size());
    }

    private void reach(States states, int state) {
        if (!states.add(state) || state == steps.size()) return;
        switch (steps.get(state)) {
            case Step.One ignored -> {}
            case Step.Jump jump -> reach(states, jump.to());
            case Step.Fork fork -> {
                reach(states, fork.first());
                reach(states, fork.second());
            }
        }
    }

    private void sequence(int depth) throws Failed {
        while (at < pattern.length) {
            int c = pattern[at];
            if (depth > 0 && (c == ',' || c == '}')) return;
            at++;
            switch (c) {
                case '*' -> star();
                case '?' -> steps.add(new Step.One(Wildcard::isInName));
                case '[' -> steps.add(new Step.One(set()));
                case '{' -> alternatives(depth);
                case '\\' -> {
                    if (at == pattern.length) throw bad("ends with a backslash");
                    literal(pattern[at++]);
                }
                default -> literal(c);
            }
        }
        if (depth > 0) throw bad("has a `{` that is not closed");
    }

    private static boolean isAny(int character) {
        return character >= 0;
    }

    private static boolean isInName(int character) {
        return character != '/';
    }

    private void literal(int character) {
        steps.add(new Step.One(c -> c == character));
    }

    /// `**/` at the beginning of a name also stands for nothing, so that `**/x` matches `x`.
    private void star() {
        if (at == pattern.length || pattern[at] != '*') {
            repeat(Wildcard::isInName);
            return;
        }
        boolean begins = at == 1 || pattern[at - 2] == '/' || pattern[at - 2] == '{' || pattern[at - 2] == ',';
        while (at < pattern.length && pattern[at] == '*') at++;
        if (!begins || at == pattern.length || pattern[at] != '/') {
            repeat(Wildcard::isAny);
            return;
        }
        at++;
        int fork = reserve();
        repeat(Wildcard::isAny);
        literal('/');
        steps.set(fork, new Step.Fork(fork + 1, steps.size()));
    }

    private void repeat(IntPredicate accepts) {
        int fork = reserve();
        steps.add(new Step.One(accepts));
        steps.add(new Step.Jump(fork));
        steps.set(fork, new Step.Fork(fork + 1, steps.size()));
    }

    private void alternatives(int depth) throws Failed {
        if (depth == 16) throw bad("nests `{` too deeply");
        List<Integer> ends = new ArrayList<>();
        while (true) {
            int fork = reserve();
            sequence(depth + 1);
            boolean last = pattern[at++] == '}';
            if (last) {
                steps.set(fork, new Step.Jump(fork + 1));
                for (int end : ends) steps.set(end, new Step.Jump(steps.size()));
                return;
            }
            ends.add(reserve());
            steps.set(fork, new Step.Fork(fork + 1, steps.size()));
        }
    }

    private IntPredicate set() throws Failed {
        boolean negated = at < pattern.length && (pattern[at] == '!' || pattern[at] == '^');
        if (negated) at++;
        IntPredicate inside = c -> false;
        for (boolean first = true; ; first = false) {
            if (at == pattern.length) throw bad("has a `[` that is not closed");
            if (pattern[at] == ']' && !first) break;
            int from = member();
            int to = from;
            if (at + 1 < pattern.length && pattern[at] == '-' && pattern[at + 1] != ']') {
                at++;
                to = member();
            }
            if (to < from) throw bad("has a range that runs backwards");
            int low = from;
            int high = to;
            inside = inside.or(c -> c >= low && c <= high);
        }
        at++;
        IntPredicate chosen = negated ? inside.negate() : inside;
        return chosen.and(Wildcard::isInName);
    }

    private int member() throws Failed {
        if (pattern[at] == '\\') at++;
        if (at == pattern.length) throw bad("has a `[` that is not closed");
        return pattern[at++];
    }

    private int reserve() {
        steps.add(new Step.Jump(steps.size() + 1));
        return steps.size() - 1;
    }

    private Failed bad(String what) {
        return Failure.of(Failure.Code.INVALID_ARGUMENT, "the pattern `" + text + "` " + what)
                .thrown();
    }

    private static int sequenceLength(byte[] bytes, int at) {
        int lead = bytes[at] & 0xff;
        int length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length <= 1) return length;
        if (at + length > bytes.length) return 0;
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) return 0;
        }
        int c = decode(bytes, at, length);
        boolean longerThanNeeded = c < (length == 3 ? 0x800 : length == 4 ? 0x10000 : 0x80);
        return longerThanNeeded || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ? 0 : length;
    }

    private static int decode(byte[] bytes, int at, int length) {
        if (length == 1) return bytes[at];
        int c = bytes[at] & (0xff >> (length + 1));
        for (int i = 1; i < length; i++) c = c << 6 | (bytes[at + i] & 0x3f);
        return c;
    }

    /// The set of places in the pattern that are reached.
    private static final class States {
        final int[] list;
        private final boolean[] member;
        int count;

        States(int size) {
            list = new int[size];
            member = new boolean[size];
        }

        boolean add(int state) {
            if (member[state]) return false;
            member[state] = true;
            list[count++] = state;
            return true;
        }

        boolean has(int state) {
            return member[state];
        }

        void clear() {
            for (int i = 0; i < count; i++) member[list[i]] = false;
            count = 0;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
