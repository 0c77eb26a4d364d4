// Drives a server by the official TypeScript SDK: `node client.mjs COMMAND…` starts it, reads one request a line
// ({id, method, params, progress}) and writes one answer a line ({id, result | error, progress}). Requests run side by
// side; an end of input closes the client.
import { createInterface } from "node:readline";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";

const [command, ...args] = process.argv.slice(2);
const transport = new StdioClientTransport({ command, args, env: process.env, stderr: "inherit", cwd: process.cwd() });
// Fields that elicitation asks for are filled in from CLIENT_ANSWERS, where there is one.
const answers = process.env.CLIENT_ANSWERS && JSON.parse(process.env.CLIENT_ANSWERS);
const client = new Client({ name: "drey-tests", version: "1" }, { capabilities: answers ? { elicitation: {} } : {} });
const asked = [];
const notices = [];
const aborts = new Map();

const methods = {
  server: () => ({ info: client.getServerVersion(), capabilities: client.getServerCapabilities(), instructions: client.getInstructions() }),
  listTools: (params, options) => client.listTools(params, options),
  callTool: (params, options) => client.callTool(params, undefined, options),
  listResources: (params, options) => client.listResources(params, options),
  listResourceTemplates: (params, options) => client.listResourceTemplates(params, options),
  readResource: (params, options) => client.readResource(params, options),
  subscribeResource: (params, options) => client.subscribeResource(params, options),
  unsubscribeResource: (params, options) => client.unsubscribeResource(params, options),
  setLoggingLevel: ({ level }, options) => client.setLoggingLevel(level, options),
  asked: () => ({ asked }),
  notices: () => ({ notices }),
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

client.fallbackNotificationHandler = async (notice) => void notices.push(notice);
if (answers) {
  client.setRequestHandler(ElicitRequestSchema, async ({ params }) => {
    asked.push(params);
    const fields = Object.keys(params.requestedSchema.properties);
    if (fields.some((field) => answers[field] === undefined)) return { action: "decline" };
    return { action: "accept", content: Object.fromEntries(fields.map((field) => [field, answers[field]])) };
  });
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
