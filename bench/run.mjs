// `cargo xtask bench` starts here: installs the bench's own packages where they are missing, then runs it.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

try {
  if (!existsSync(`${here}node_modules/puppeteer-core`)) {
    console.error("Installing the bench’s packages with npm …");
    execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: here, stdio: ["ignore", 2, 2] });
  }
  const { bench } = await import("./lib/bench.mjs");
  await bench(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
