// The real endpoint with a scratch database: started on a free port, stopped, and started again on the same one.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

export const BINARY = resolve(process.env.CHAVA_ENDPOINT ?? "target/release/chava-endpoint");
export const DIST = resolve(process.env.CHAVA_DIST ?? "dist");
export const STARTER = resolve(process.env.CHAVA_CATALOGUE ?? "assets/catalogue/charleroi.json");

const run = promisify(execFile);

export class Endpoint {
  /** Starts an endpoint of the test's own; it goes, with its data, when the test ends. */
  static async start(test, { dist = DIST, catalogue = STARTER } = {}) {
    const endpoint = new Endpoint();
    endpoint.directory = await mkdtemp(join(tmpdir(), "chava-e2e-"));
    endpoint.dist = dist;
    endpoint.catalogue = catalogue;
    endpoint.port = 0;
    test.after(() => endpoint.discard());
    await endpoint.up();
    return endpoint;
  }

  get origin() {
    return `http://127.0.0.1:${this.port}`;
  }

  get store() {
    return ["--data-dir", join(this.directory, "data")];
  }

  /** Starts on the port it had before, if it had one. */
  async up() {
    const options = ["--port", String(this.port), "--site", this.dist, "--catalogue", this.catalogue];
    this.child = spawn(BINARY, ["serve", ...options, ...this.store], { stdio: ["ignore", "pipe", "pipe"] });
    this.ended = new Promise((resolve) => this.child.once("exit", resolve));
    let said = "";
    const address = await new Promise((resolve, reject) => {
      const hear = (bytes) => {
        said += bytes;
        const found = said.match(/http:\/\/127\.0\.0\.1:(\d+)/);
        if (found) resolve(found);
      };
      this.child.stdout.on("data", hear);
      this.child.stderr.on("data", hear);
      this.child.once("error", reject);
      this.ended.then((code) => reject(new Error(`the endpoint ended with ${code}:\n${said}`)));
    });
    this.port = Number(address[1]);
  }

  /** Ends the process: what offline means in these tests, since a browser's own switch does not reach service workers. */
  async down() {
    this.child.kill("SIGKILL");
    await this.ended;
  }

  async command(name, ...rest) {
    return (await run(BINARY, [name, ...rest, ...this.store], { maxBuffer: 64 * 1024 * 1024 })).stdout;
  }

  /** Imports a document as the whole truth. */
  async import(document) {
    const file = join(this.directory, "import.json");
    await writeFile(file, JSON.stringify(document));
    return this.command("import", file);
  }

  async export() {
    return JSON.parse(await this.command("export", "--format", "catalogue"));
  }

  async json(path) {
    return (await fetch(this.origin + path)).json();
  }

  async discard() {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.down();
    await rm(this.directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
