// What the backup example needs of its server, by the calls of console.mjs.
export function backups({ console_execute_command }) {
  const run = async (sessionId, command, ...args) => {
    const result = await console_execute_command({ command, args, consoleType: "sftp", sessionId });
    if (result.exitCode !== 0) throw new Error(result.stderr);
    return result.output;
  };

  return {
    // The bytes of all files below.
    async getTotalBackupSize(sessionId, backupPath) {
      return Number(await run(sessionId, "sftp-du", backupPath));
    },

    // SHA-256 of each file below, by its path from there.
    async generateChecksums(sessionId, backupPath) {
      const sums = JSON.parse(await run(sessionId, "sftp-checksum", backupPath, "sha256", "--recursive"));
      return Object.fromEntries(sums.map(({ relativePath, checksum }) => [relativePath, checksum]));
    },

    // Removes the folders that are named by a day more than so many days ago, and nothing else.
    async cleanupOldBackups(sessionId, days, backupsPath = "/backups") {
      const oldest = new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString().split("T")[0];
      const folders = JSON.parse(await run(sessionId, "sftp-ls", backupsPath)).filter(
        ({ type, name }) => type === "directory" && /^\d{4}-\d\d-\d\d$/.test(name) && name < oldest,
      );
      for (const { path } of folders) await run(sessionId, "sftp-rm-recursive", path);
    },

    // Puts one line where whoever runs the job sees it; a mail or a message to a channel would go here.
    async sendBackupAlert(status, message) {
      console.error(`ALERT backup ${status}: ${message}`);
    },
  };
}
