package dev.drey.cli;

import dev.drey.cli.ShellVerb.Takes;
import dev.drey.files.Failed;
import dev.drey.operations.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;

/// The shell's commands that are commands of `drey` too: their words are put into its terms, and it does the work.
final class ShellVerbs {
    private static final int MANY = Integer.MAX_VALUE;
    private static final String NOTHING = "";
    private static final Map<Character, String> CARRYING =
            Map.of('a', "--resume", 'f', "--fsync", 'p', "--preserve", 'P', "--preserve", 'r', "-r", 'R', "-r");

    private final ShellContext context;
    private final ShellPaths paths;
    private final Map<String, ShellVerb> verbs = new TreeMap<>();

    ShellVerbs(ShellContext context) {
        this.context = context;
        this.paths = context.paths();
        looking();
        carrying();
        changing();
        new ShellOwnVerbs(context, verbs).add();
    }

    /// By name, in order.
    Map<String, ShellVerb> all() {
        return verbs;
    }

    Optional<ShellVerb> find(String name) {
        return Optional.ofNullable(verbs.get(name));
    }

    private void looking() {
        Map<Character, String> ls = new TreeMap<>(Map.of('a', "-a", 'h', "-h", 'l', "-l", 'r', "-r", 'S', "-S"));
        ls.putAll(Map.of('t', "-t", 'R', "-R", 'n', "--numeric", '1', NOTHING, 'f', NOTHING));
        add("ls", "ls [-1afhlnrRSt] [PATH…]", "list directories and files", here("ls", Ls.class, ls));
        add("tree", "tree [-a] [PATH…]", "list all below", here("tree", TreeCommand.class, Map.of('a', "-a")));
        add("stat", "stat [-L] PATH…", "what is known of a path", there("stat", StatCommand.class, Map.of('L', "-L")));
        add("du", "du [-h] [PATH…]", "add up sizes", here("du", Du.class, Map.of('h', "-h")));
        add("df", "df [-hi] [PATH]", "free space", here("df", Df.class, Map.of('h', "-h", 'i', "--inodes")));
        add("cat", "cat PATH…", "show files", there("cat", Cat.class, Map.of()));
        add("sum", "sum [-r] PATH…", "SHA-256 of files", there("sum", Sum.class, Map.of('r', "-r")));
        add("readlink", "readlink PATH", "where a link leads", there("readlink", Readlink.class, Map.of()));
    }

    private void carrying() {
        for (String name : List.of("get", "mget", "reget")) {
            add(Takes.REMOTE_THEN_LOCAL, name, name + " [-afpR] PATH… [LOCAL]", "fetch", words -> get(name, words));
        }
        for (String name : List.of("put", "mput", "reput")) {
            add(Takes.LOCAL_THEN_REMOTE, name, name + " [-afpR] LOCAL… [PATH]", "send", words -> put(name, words));
        }
        for (String name : List.of("cp", "copy")) {
            Map<Character, String> letters = Map.of('r', "-r", 'R', "-r", 'p', "-p");
            add(name, name + " [-pr] PATH… NEW", "copy on the server", there(name, Cp.class, letters));
        }
        add("mv", "mv PATH… NEW", "move, into a directory that is there", there("mv", Mv.class, Map.of()));
        add("edit", "edit PATH", "change a file in an editor", there("edit", Edit.class, Map.of()));
    }

    private void changing() {
        add("mkdir", "mkdir [-p] PATH…", "make directories", exactly("mkdir", Mkdir.class, Map.of('p', "-p")));
        add("rmdir", "rmdir PATH…", "remove empty directories", there("rmdir", Rmdir.class, Map.of()));
        add("touch", "touch PATH…", "set the time, or make a file", exactly("touch", Touch.class, Map.of()));
        add("rm", "rm [-fry] PATH…", "remove files; with -r trees, after asking", this::rm);
        Map<Character, String> deep = Map.of('R', "-R");
        worded("chmod", "chmod [-R] MODE PATH…", "change modes", Chmod.class, deep, "");
        worded("chown", "chown [-R] USER[:GROUP] PATH…", "change owners", Chown.class, deep, "");
        worded("chgrp", "chgrp [-R] GROUP PATH…", "change groups", Chown.class, deep, ":");
    }

    private void add(String name, String usage, String about, ShellVerb.Body body) {
        add(Takes.REMOTE, name, usage, about, body);
    }

    private void add(Takes takes, String name, String usage, String about, ShellVerb.Body body) {
        verbs.put(name, new ShellVerb(takes, usage, about, body));
    }

    /// Paths there; without any, the directory where the shell stands.
    private ShellVerb.Body here(String name, Class<?> command, Map<Character, String> letters) {
        return words -> {
            ShellArguments arguments = ShellArguments.of(name, words, letters);
            List<Place> places =
                    arguments.operands().isEmpty() ? List.of(paths.there()) : paths.remotes(arguments.operands());
            return perform(name, command, arguments.options(), paths.hold(places));
        };
    }

    private ShellVerb.Body there(String name, Class<?> command, Map<Character, String> letters) {
        return words -> {
            ShellArguments arguments = ShellArguments.of(name, words, letters);
            return perform(name, command, arguments.options(), paths.hold(paths.remotes(arguments.operands())));
        };
    }

    /// For what shall come to be, no pattern means anything.
    private ShellVerb.Body exactly(String name, Class<?> command, Map<Character, String> letters) {
        return words -> {
            ShellArguments arguments = ShellArguments.of(name, words, letters);
            List<Place> places =
                    arguments.operands().stream().map(paths::remote).toList();
            return perform(name, command, arguments.options(), paths.hold(places));
        };
    }

    private void worded(
            String name, String usage, String about, Class<?> command, Map<Character, String> letters, String before) {
        add(Takes.WORD_THEN_REMOTE, name, usage, about, words -> {
            boolean minus = !words.isEmpty() && isMode(words.getFirst().text());
            ShellArguments arguments =
                    minus ? new ShellArguments(List.of(), words) : ShellArguments.of(name, words, letters);
            List<String> rest = new ArrayList<>();
            arguments.counted(name, 2, MANY);
            rest.add(before + arguments.text(0));
            rest.addAll(paths.hold(paths.remotes(
                    arguments.operands().subList(1, arguments.operands().size()))));
            return perform(name, command, arguments.options(), rest);
        });
    }

    /// `-w` takes a right away and is no option.
    private static boolean isMode(String text) {
        return text.matches("-[rwxXst,+=ugoa-]+");
    }

    private int get(String name, List<ShellWord> words) throws Failed {
        ShellArguments arguments = ShellArguments.of(name, words, CARRYING).counted(name, 1, MANY);
        boolean alone = arguments.operands().size() == 1;
        List<ShellWord> sources = alone ? arguments.operands() : allButLast(arguments);
        List<String> operands = new ArrayList<>(paths.hold(paths.remotes(sources)));
        Place to = alone
                ? Place.local(dev.drey.files.RemotePath.of(paths.here().toString()))
                : paths.locals(List.of(unexpanded(arguments.operands().getLast())))
                        .getFirst();
        operands.add(paths.hold(to));
        return perform(name, Get.class, resuming(name, arguments), operands);
    }

    private int put(String name, List<ShellWord> words) throws Failed {
        ShellArguments arguments = ShellArguments.of(name, words, CARRYING).counted(name, 1, MANY);
        boolean alone = arguments.operands().size() == 1;
        List<ShellWord> sources = alone ? arguments.operands() : allButLast(arguments);
        List<String> operands = new ArrayList<>(paths.hold(paths.locals(sources)));
        Place to = alone ? paths.there() : paths.remote(arguments.operands().getLast());
        operands.add(paths.hold(to));
        return perform(name, Put.class, resuming(name, arguments), operands);
    }

    private static List<ShellWord> allButLast(ShellArguments arguments) {
        return arguments.operands().subList(0, arguments.operands().size() - 1);
    }

    /// A destination is a name, never a pattern.
    private static ShellWord unexpanded(ShellWord word) {
        return new ShellWord(word.text(), word.text(), false, word.bare(), word.start(), word.end(), word.open());
    }

    private static List<String> resuming(String name, ShellArguments arguments) {
        List<String> options = new ArrayList<>(arguments.options());
        if (name.startsWith("re")) options.add("--resume");
        return options;
    }

    /// As in sftp nobody is asked about files; about trees everybody is.
    private int rm(List<ShellWord> words) throws Failed {
        ShellArguments arguments = ShellArguments.of("rm", words, Map.of('f', "-f", 'r', "-r", 'R', "-r", 'y', "-y"));
        List<String> options = new ArrayList<>(arguments.options());
        if (!arguments.has("-r")) options.add("-y");
        return perform("rm", Rm.class, options, paths.hold(paths.remotes(arguments.operands())));
    }

    private int perform(String name, Class<?> command, List<String> options, List<String> operands) {
        List<String> words = new ArrayList<>(options);
        words.add("--");
        words.addAll(operands);
        CommandLine line = new CommandLine(command, new Cli.Made(context));
        line.setExpandAtFiles(false);
        Console console = context.console();
        line.setOut(new java.io.PrintWriter(console.out(), true, java.nio.charset.StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((wrong, _) -> {
            console.err().println("drey: " + name + ": " + wrong.getMessage() + " (help shows how it is used)");
            return Exit.USAGE;
        });
        return line.execute(words.toArray(String[]::new));
    }
}
