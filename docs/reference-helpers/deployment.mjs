// The way back from a deployment that failed, by the calls of console.mjs.
export function deployment({ console_execute_command }) {
  const run = (sessionId, command, ...args) =>
    console_execute_command({ command, args, consoleType: "sftp", sessionId });

  return {
    // Gives `current` its name back, if it was moved away, and drops what was staged. The example declares its
    // timestamp where its `catch` cannot see it; without one the newest old version is meant.
    async rollbackDeployment(sessionId, timestamp) {
      const { output } = await run(sessionId, "sftp-exists", "current");
      if (output === "false") {
        const old = timestamp ? `old-${timestamp}` : await newest(sessionId);
        const { exitCode, stderr } = await run(sessionId, "sftp-rename", old, "current");
        if (exitCode !== 0) throw new Error(stderr);
      }
      await run(sessionId, "sftp-rm-recursive", "staging");
    },
  };

  async function newest(sessionId) {
    const { output } = await run(sessionId, "sftp-ls", ".", "--pattern=old-*");
    const names = JSON.parse(output).map(({ name }) => name);
    if (names.length === 0) throw new Error("there is no old version to go back to");
    return names.sort().at(-1);
  }
}
