package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `drey shell` without a person: batches, pipes, and what each of its commands does.
@Timeout(240)
class CliShellIT {
    /// Lines that fail, and what is said then.
    private static final String FAILING = """
        cd none             | No such file
        cd e                | is not a directory
        lcd none            | there is no such directory
        lmkdir taken        | is there already
        get none            | No such file
        get n*e             | nothing matches
        get                 | something is missing
        put none            | No such file
        mkdir d             | exists
        rmdir d             | not empty
        rm none             | No such file
        rm -r d             | say --yes
        rename none x       | No such file
        rename -l e d       | exists
        rename e            | something is missing
        ln none x           | No such file
        symlink e d         | exists
        chmod 999 e         | 999
        chmod 600 none      | No such file
        chown nobody-such e | numbers only
        ls none             | No such file
        ls -z               | there is no option -z
        ls --config=x       | is said to `drey shell` itself
        cat d               | directory
        less none           | No such file
        edit d              | is a directory
        df none             | No such file
        du none             | No such file
        stat none           | No such file
        readlink d          | read link
        sum none            | No such file
        cp none x           | No such file
        mv none x           | No such file
        pwdd                | did you mean
        lumask 022          | umask
        put 'a              | is not closed
        cd a b              | is too much
        !exit 3             | ended with 3
        """;

    private static Sshd sshd;

    private DreyProgram drey;
    private Path here;
    private Path there;

    @BeforeAll
    static void startServer() {
        sshd = Sshd.start();
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    @BeforeEach
    void begin() throws IOException {
        drey = new DreyProgram().knowing(sshd);
        here = drey.work();
        there = Files.createDirectory(sshd.disk().resolve("t"));
    }

    @AfterEach
    void end() throws IOException {
        drey.close();
        Leftovers.assertNoSideFiles(there);
        TempDir.delete(there);
    }

    private Run batch(String lines) {
        drey.write("work/batch", lines);
        return drey.run("shell", "-b", "batch", "box:t");
    }

    private Run fine(String lines) {
        Run run = batch(lines);
        assertThat(run.exit()).as("%s", run).isZero();
        return run;
    }

    private Run piped(String lines) {
        return drey.fed(lines.getBytes(StandardCharsets.UTF_8), "shell", "box:t");
    }

    @Test
    void filesTravelBothWaysFromWhereOneStands() throws IOException {
        Files.writeString(here.resolve("a b"), "hello");
        Files.createDirectories(here.resolve("tree/sub"));
        Files.writeString(here.resolve("tree/sub/x"), "x");
        Run run = fine("""
            # a comment, an empty line, then work

            mkdir d
            put "a b" d/
            put a\\ b d/c   # another comment
            cd d
            pwd
            put batch
            lmkdir l
            lcd l
            lpwd
            get c
            get 'a b' got
            reget c got
            mget * .
            !echo local > made
            lls -1
            lcd ..
            put -R tree
            get -r tree l/back
            reput 'a b' c
            """);
        assertThat(there.resolve("d/a b")).hasContent("hello");
        assertThat(there.resolve("d/c")).hasContent("hello");
        assertThat(there.resolve("d/batch")).exists();
        assertThat(there.resolve("d/tree/sub/x")).hasContent("x");
        assertThat(here.resolve("l")).isDirectoryContaining("glob:**/c").isDirectoryContaining("glob:**/a b");
        assertThat(here.resolve("l/got")).hasContent("hello");
        assertThat(here.resolve("l/back/sub/x")).hasContent("x");
        assertThat(run.lines())
                .contains(
                        "Remote working directory: " + there.resolve("d"),
                        "Local working directory: " + here.resolve("l"),
                        "made");
        assertThat(run.err()).contains("drey> mkdir d").doesNotContain("a comment, an empty");
    }

    @Test
    void everythingThatChangesNamesAndAttributesWorks() throws IOException {
        Files.writeString(there.resolve("e"), "hello");
        Files.writeString(there.resolve("old"), "old");
        Files.createDirectories(there.resolve("d"));
        fine("""
            rename e old
            rename -l old f
            ln f hard
            ln -s f soft
            symlink f soft2
            chmod 600 f
            chown 64123 f
            chgrp 64124 f
            cp f copy
            copy f copy2
            mv copy d
            mv copy2 d/moved
            mkdir -p m/n
            mkdir gone
            rmdir gone
            touch t
            rm t so*2
            rm -ry m
            """);
        assertThat(there.resolve("f")).hasContent("hello");
        assertThat(there.resolve("e")).doesNotExist();
        assertThat(Files.getAttribute(there.resolve("hard"), "unix:ino"))
                .isEqualTo(Files.getAttribute(there.resolve("f"), "unix:ino"));
        assertThat(Files.readSymbolicLink(there.resolve("soft"))).hasToString("f");
        assertThat(Files.getPosixFilePermissions(there.resolve("f")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getAttribute(there.resolve("f"), "unix:uid")).isEqualTo(64_123);
        assertThat(Files.getAttribute(there.resolve("f"), "unix:gid")).isEqualTo(64_124);
        assertThat(there.resolve("d/copy")).hasContent("hello");
        assertThat(there.resolve("d/moved")).hasContent("hello");
        for (String name : List.of("gone", "t", "soft2", "m"))
            assertThat(there.resolve(name)).doesNotExist();
    }

    @Test
    void everythingThatLooksShowsWhatIsThere() throws IOException {
        Files.writeString(there.resolve("e"), "hello\n");
        Files.writeString(there.resolve(".dot"), "");
        Files.createSymbolicLink(there.resolve("s"), Path.of("e"));
        drey.with("PAGER", "sed s/hello/paged/");
        drey.write("editor", "echo edited > \"$1\"\n")
                .with("EDITOR", "sh " + drey.home().resolve("editor"));
        Run run = fine("""
            ls -1
            @ls -la e
            ls -n e
            cat e
            stat s
            readlink s
            sum e
            du
            df -hi
            df
            tree
            less e
            edit e
            cat e
            progress
            version
            help
            """);
        assertThat(run.lines()).contains("e", "s", "hello", "paged", "edited", "Progress meter disabled");
        assertThat(run.out())
                .contains("-rw-r--r--")
                .contains("5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03")
                .contains("Inodes")
                .contains("SFTP protocol version 3")
                .contains("lmkdir LOCAL");
        assertThat(run.err()).contains("drey> ls -1").doesNotContain("ls -la");
    }

    @Test
    void numbersOfOwnersAndFilesAreShownOutsideTheShellToo() throws IOException {
        Files.writeString(there.resolve("e"), "hello");
        assertThat(drey.run("ls", "--numeric", "box:t/e").out()).contains(" 0 ").doesNotContain("root");
        assertThat(drey.run("df", "--inodes", "box:").out()).contains("Inodes").doesNotContain("Size");
    }

    /// What is quoted is no pattern, also where it would match.
    @Test
    void quotingIsThatOfSftp() throws IOException {
        for (String name : List.of("a1", "a2", "x#y", "it's", "q\"q", "b\\s", "[z]")) {
            Files.writeString(there.resolve(name), name);
        }
        Run refused = piped("rm \"a*\"\nrm 'a?'\nrm a\\*\n");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(there.resolve("a1")).exists();
        assertThat(there.resolve("a2")).exists();
        assertThat(fine("cat 'it\\'s'\ncat \"q\\\"q\"\ncat x\\#y\ncat 'x#y'\ncat b\\\\s\ncat \"[z]\"\n")
                        .out())
                .isEqualTo("it'sq\"qx#yx#yb\\s[z]");
        fine("rm a*\n");
        assertThat(there.resolve("a1")).doesNotExist();
        Files.createDirectories(there.resolve("[z]d"));
        Files.writeString(there.resolve("[z]d/in"), "in");
        assertThat(fine("cd [z]d\ncat i*\n").out()).isEqualTo("in");
    }

    @Test
    void aBatchEndsAtTheFirstFailureThatIsNotForgiven() throws IOException {
        Run run = batch("-rm none\n@-rm none\nmkdir one\nrm none\nmkdir two\n");
        assertThat(run.exit()).as("%s", run).isEqualTo(1);
        assertThat(there.resolve("one")).isDirectory();
        assertThat(there.resolve("two")).doesNotExist();
        Run fed = drey.fed(
                "mkdir three\ncd none\nmkdir four\n".getBytes(StandardCharsets.UTF_8), "shell", "-b", "-", "box:t");
        assertThat(fed.exit()).isEqualTo(1);
        assertThat(there.resolve("three")).isDirectory();
        assertThat(there.resolve("four")).doesNotExist();
        Run piped = piped("cd none\nmkdir five\nbye\nmkdir six\n");
        assertThat(piped.exit()).isEqualTo(1);
        assertThat(there.resolve("five")).isDirectory();
        assertThat(there.resolve("six")).doesNotExist();
        assertThat(fine("exit\nrm none\n").err()).doesNotContain("none");
    }

    /// In one run, since a pipe goes on after a failure.
    @Test
    void whatFailsSaysSoAndHarmsNothing() throws IOException {
        Files.writeString(there.resolve("e"), "hello");
        Files.createDirectories(there.resolve("d/sub"));
        Files.createDirectory(here.resolve("taken"));
        drey.with("EDITOR", "true");
        List<String[]> cases =
                FAILING.lines().map(line -> line.split("\\s*\\| ", 2)).toList();
        Run run = piped(cases.stream().map(one -> one[0] + "\n").collect(Collectors.joining()));
        assertThat(run.exit()).as("%s", run).isEqualTo(1);
        List<String> said =
                run.err().lines().filter(line -> line.startsWith("drey: ")).toList();
        assertThat(said).as("%s", run).hasSameSizeAs(cases);
        for (int i = 0; i < cases.size(); i++) {
            assertThat(said.get(i)).as(cases.get(i)[0]).contains(cases.get(i)[1]);
        }
        assertThat(there.resolve("e")).hasContent("hello");
        assertThat(there.resolve("d/sub")).isDirectory();
        assertThat(there.toFile().list()).containsExactlyInAnyOrder("e", "d");
    }

    @Test
    void whatCannotBeginSaysWhy() {
        assertThat(drey.run("shell", "box:none").exit()).isEqualTo(1);
        Run file = drey.run("shell", "-b", "none", "box:t");
        assertThat(file.exit()).isEqualTo(2);
        assertThat(file.err()).contains("none");
        assertThat(drey.run("shell", "bex").exit()).isEqualTo(2);
        assertThat(drey.run("shell", "-P", "1", "box").exit()).isEqualTo(3);
    }
}
