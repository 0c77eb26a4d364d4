// The reference's calls: each is one `tools/call` of `drey mcp`, made by the official TypeScript SDK; and `protocol`,
// which tells what happens meanwhile.
import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ElicitRequestSchema, LoggingMessageNotificationSchema } from "@modelcontextprotocol/sdk/types.js";

// A transfer that takes longer than 45 s would otherwise go on in the background.
const DAY = 24 * 60 * 60 * 1000;

// Starts the server and greets it: { console_create_session, …, protocol, close }.
export async function connect(command = "drey", args = ["mcp"]) {
  const transport = new StdioClientTransport({ command, args, env: process.env, stderr: "inherit" });
  const client = new Client({ name: "reference-helpers", version: "1" }, { capabilities: { elicitation: {} } });
  const protocol = new EventEmitter();
  const hostKeys = [];
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => {
    if (params.logger === "drey.events") tell(protocol, hostKeys, params.data);
  });
  client.setRequestHandler(ElicitRequestSchema, ({ params }) => asked(protocol, hostKeys, params));
  await client.connect(transport);
  await client.setLoggingLevel("debug");

  const call = (name, given) => client.callTool({ name, arguments: given }, undefined, { timeout: DAY });
  // Without a session there is nothing to go on with, so what keeps one from opening is thrown.
  const orThrow = async (name, given) => {
    const { structuredContent, isError } = await call(name, given);
    if (isError) throw failure(structuredContent.error);
    return structuredContent;
  };
  return {
    console_create_session: (given) => orThrow("console_create_session", given),
    console_stop_session: (given) => orThrow("console_stop_session", given),
    console_list_sessions: () => orThrow("console_list_sessions", {}),
    // A command that failed is a value too: its exitCode is not 0, and its error says why.
    console_execute_command: async (given) => {
      const patient = given.command.startsWith("sftp-") ? { timeout: DAY, ...given } : given;
      return (await call("console_execute_command", patient)).structuredContent;
    },
    protocol,
    close: () => client.close(),
  };
}

// The same command call for programs that catch exceptions and never look at exitCode.
export function throwing(console_execute_command) {
  return async (given) => {
    const result = await console_execute_command(given);
    if (result.exitCode !== 0) throw failure(result.error ?? { message: result.stderr });
    return result;
  };
}

function failure({ message, ...more }) {
  return Object.assign(new Error(message), more);
}

function tell(protocol, hostKeys, { event, session, ...what }) {
  switch (event) {
    case "connection-established":
      return protocol.emit(event, session?.config ?? what, what);
    case "authentication-error":
      // A login that failed is a connection that failed, too.
      protocol.emit("connection-error", failure(what.error), what.config);
      return protocol.emit(event, failure(what.error), what.config);
    case "connection-error":
      return protocol.emit(event, failure(what.error), what.config);
    case "transfer-error":
      return protocol.emit(event, failure(what.error), what.operation, session);
    case "host-key-verification":
      return hostKeys.push({ hostKey: what, config: what.config });
    default:
      return protocol.emit(event, what, session);
  }
}

// Whoever listens for host-key-verification answers true or false; without a listener no key is trusted.
async function asked(protocol, hostKeys, { message, requestedSchema }) {
  const [listener] = protocol.listeners("host-key-verification");
  if (!listener || !requestedSchema.properties.trust) return { action: "decline" };
  const question = await announced(hostKeys, message);
  if (!question) return { action: "decline" };
  const trusted = await listener(question.hostKey, question.config);
  return { action: "accept", content: { trust: trusted === true ? "once" : "refuse" } };
}

// The event of a question comes beside the question itself, a moment earlier or later.
async function announced(hostKeys, message) {
  for (let tries = 0; tries < 100; tries++) {
    const at = hostKeys.findIndex(({ hostKey }) => message.includes(hostKey.fingerprint));
    if (at >= 0) return hostKeys.splice(at, 1)[0];
    await pause(20);
  }
}
