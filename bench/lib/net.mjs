// Raw HTTP: free ports, and what a response weighs on the wire.

import { once } from "node:events";
import { request } from "node:http";
import { createServer } from "node:net";

/** A port that was free a moment ago. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** One response as it travels, with brotli: its headers and its still coded body. */
export function getCoded(address) {
  return new Promise((resolve, reject) => {
    const asked = request(address, { headers: { "accept-encoding": "br" } }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(parts),
          headerBytes: Buffer.byteLength(response.rawHeaders.join("    ")),
        }),
      );
    });
    asked.on("error", reject);
    asked.end();
  });
}
