// Drives a server by the official TypeScript SDK: `node client.mjs COMMAND…` starts it, reads one request a line
// ({id, method, params, progress}) and writes one answer a line ({id, result | error, progress}). Requests run side by
// side; an end of input closes the client.
import { createInterface } from "node:readline";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const [command, ...args] = process.argv.slice(2);
const transport = new StdioClientTransport({ command, args, env: process.env, stderr: "inherit", cwd: process.cwd() });
const client = new Client({ name: "drey-tests", version: "1" }, { capabilities: {} });
const aborts = new Map();

const methods = {
  server: () => ({ info: client.getServerVersion(), capabilities: client.getServerCapabilities(), instructions: client.getInstructions() }),
  listTools: (params, options) => client.listTools(params, options),
  callTool: (params, options) => client.callTool(params, undefined, options),
  ping: (params, options) => client.ping(options),
};

function say(answer) {
  process.stdout.write(JSON.stringify(answer) + "\n");
}

async function answer({ id, method, params, timeout }) {
  const progress = [];
  const abort = new AbortController();
  aborts.set(id, abort);
  const options = { onprogress: (one) => progress.push(one), signal: abort.signal, timeout: timeout ?? 60000 };
  try {
    say({ id, result: await methods[method](params ?? {}, options), progress });
  } catch (error) {
    say({ id, error: { message: error.message, code: error.code }, progress });
  } finally {
    aborts.delete(id);
  }
}

await client.connect(transport);
say({ id: "ready" });
const running = [];
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  if (request.method === "abort") aborts.get(request.params.id)?.abort("the test cancels");
  else running.push(answer(request));
}
await Promise.all(running);
await client.close();
