package dev.drey.testbed;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// A server for all tests of a class, and for each of them a program of its own in an empty home that knows it as
/// `box`.
abstract class AtServer {
    static Sshd sshd;

    DreyProgram drey;

    @BeforeAll
    static void startServer() {
        sshd = Sshd.start();
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    @BeforeEach
    void begin() {
        drey = new DreyProgram().knowing(sshd);
    }

    @AfterEach
    void end() {
        drey.close();
    }
}
