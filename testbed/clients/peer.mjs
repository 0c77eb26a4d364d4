// What drey's assistants' server is held to at its start: a server of the official TypeScript SDK with one tool.
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";

const server = new McpServer({ name: "peer", version: "1" });
server.registerTool("look", { description: "Answers at once." }, async () => ({ content: [{ type: "text", text: "here" }] }));
await server.connect(new StdioServerTransport());
