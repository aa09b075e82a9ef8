// A network between the phone and the endpoint, as bad as a test wants it, that remembers what travelled.

import { request as ask, createServer } from "node:http";
import { buffer } from "node:stream/consumers";

const PORTAL =
  "<!doctype html><html><body><h1>Bienvenue sur le Wi-Fi</h1><form><button>Accepter</button></form></body></html>";

export class Network {
  /** Puts itself in front of an endpoint, until the test ends. */
  static async before(test, endpoint) {
    const network = new Network();
    network.endpoint = endpoint;
    /** `good`; `portal` answers everything with somebody's HTML; `cut` ends bodies in the middle; `garbage`; `dead`. */
    network.mode = "good";
    /** May answer in the endpoint's place: `(request) => (what was sent) => what is answered`, or nothing to let it pass. */
    network.instead = () => undefined;
    /** Which addresses the mode touches. */
    network.touches = /.*/;
    /** Every answer: `{ path, status, bytes }`. */
    network.travelled = [];
    network.server = createServer((request, response) => network.answer(request, response));
    await new Promise((resolve) => network.server.listen(0, "127.0.0.1", resolve));
    test.after(() => {
      network.server.closeAllConnections();
      network.server.close();
    });
    return network;
  }

  get origin() {
    return `http://127.0.0.1:${this.server.address().port}`;
  }

  /** The addresses asked for since the last call that match. */
  take(pattern) {
    const found = this.travelled.filter(({ path }) => pattern.test(path));
    this.travelled = [];
    return found;
  }

  answer(request, response) {
    const instead = this.instead(request);
    if (instead) {
      response.writeHead(200, { "content-type": "application/json" });
      return buffer(request).then((body) => response.end(JSON.stringify(instead(JSON.parse(body.toString())))));
    }
    const mode = this.touches.test(request.url) ? this.mode : "good";
    if (mode === "dead") return request.socket.destroy();
    if (mode === "portal" || mode === "garbage") {
      const type = mode === "portal" ? "text/html" : "application/json";
      response.writeHead(200, {
        "content-type": type,
        "cache-control": "no-store",
        "access-control-allow-origin": "*",
      });
      this.travelled.push({ path: request.url, status: 200, bytes: 0 });
      return response.end(mode === "portal" ? PORTAL : '{"epoch":"x","change":');
    }
    const { port } = this.endpoint;
    const options = { host: "127.0.0.1", port, path: request.url, method: request.method, headers: request.headers };
    const onward = ask(options, (answer) => this.pass(request, response, answer, mode));
    onward.on("error", () => request.socket.destroy());
    request.pipe(onward);
  }

  async pass(request, response, answer, mode) {
    const body = await buffer(answer).catch(() => null);
    if (!body) return request.socket.destroy();
    this.travelled.push({ path: request.url, status: answer.statusCode, bytes: body.length });
    response.writeHead(answer.statusCode, { ...answer.headers, "content-length": body.length });
    if (mode !== "cut" || body.length < 2) return response.end(body);
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  }
}
