package dev.drey.testbed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Somebody at a terminal: waits for words on the screen, then types. The terminal is a pseudo-terminal that Python
/// makes; what stood on the screen is what the run has written.
final class Typist {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final String PROGRAM = """
        import fcntl, os, pty, select, struct, sys, termios, time
        count = int(sys.argv[1])
        steps = sys.argv[2:2 + count]
        command = sys.argv[2 + count:]
        child, screen = pty.fork()
        if child == 0:
            os.environ['TERM'] = 'xterm'
            os.execvp(command[0], command)
        fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 100, 0, 0))
        seen = b''
        at = 0
        def more(until):
            global seen
            ready = select.select([screen], [], [], max(0, until - time.time()))[0]
            try:
                data = os.read(screen, 65536) if ready else b''
            except OSError:
                data = b''
            seen += data
            return len(data) > 0
        def end(status):
            sys.stdout.buffer.write(seen)
            sys.stdout.buffer.flush()
            os._exit(status)
        for wait, text in zip(steps[::2], steps[1::2]):
            until = time.time() + 30
            while seen.find(wait.encode(), at) < 0:
                if not more(until):
                    sys.stderr.write('not on the screen: ' + wait)
                    end(99)
            at = seen.find(wait.encode(), at) + len(wait.encode())
            os.write(screen, text.encode())
        until = time.time() + 30
        while more(until):
            pass
        end(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 255)
        """;

    private Typist() {}

    /// Runs the program at a terminal.
    ///
    /// @param steps words to wait for, and what is typed then, in turn
    static DreyProgram.Run at(DreyProgram drey, List<String> steps, String... words) {
        List<String> command = new ArrayList<>(List.of("python3", "-c", PROGRAM, "" + steps.size()));
        command.addAll(steps);
        command.addAll(DreyStart.words());
        return drey.start(command, Path.of("/dev/null"), words).finished(LIMIT);
    }
}
