// Where collected logs go: the configured server `log-storage`, by the calls of console.mjs.
import path from "node:path";

export function logs({ console_create_session, console_execute_command, console_stop_session }) {
  return {
    async uploadToLogStorage(archivePath) {
      const { sessionId } = await console_create_session({
        command: "sftp-connect",
        consoleType: "sftp",
        sftpOptions: { server: "log-storage" },
      });
      try {
        const { exitCode, stderr } = await console_execute_command({
          command: "sftp-put",
          args: [archivePath, path.basename(archivePath)],
          consoleType: "sftp",
          sessionId,
          options: { checksumVerification: true },
        });
        if (exitCode !== 0) throw new Error(stderr);
      } finally {
        await console_stop_session({ sessionId });
      }
    },
  };
}
