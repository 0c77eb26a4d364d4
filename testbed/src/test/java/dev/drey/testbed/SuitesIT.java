package dev.drey.testbed;

import java.util.List;
import java.util.Map;

/// pkg/sftp's tests on our SFTP server alone, over the disk without a jail where a suite wants its devices.
class SuitesIT extends SuitesCases {
    private final DreyServer started = DreyServer.start();

    /// They run at the door.
    @Override
    List<String> scripts() {
        return List.of();
    }

    @Override
    UnderTest server() {
        return new UnderTest(
                started.port(),
                started.port(),
                started.hostKey().privateKey(),
                started.clientKey().privateKey(),
                started.clientKey().privateKey(),
                started.disk(),
                DreyServer.WRITER,
                DreyServer.LOCAL,
                DreyServer.READER,
                Map.of());
    }

    @Override
    void stopServer() {
        started.close();
    }
}
