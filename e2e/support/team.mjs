// Members of the city's team: added by the command, signed in by the form.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { BINARY } from "./endpoint.mjs";

export const PASSWORD = "le chat dort bien";

/** Adds a member as whoever keeps the server does. */
export async function addMember(endpoint, name, role) {
  const options = ["user", "add", name, "--role", role, "--password-stdin", ...endpoint.store];
  const child = spawn(BINARY, options, { stdio: ["pipe", "ignore", "inherit"] });
  child.stdin.end(`${PASSWORD}\n`);
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`user add ended with ${code}`);
}

/** Signs in through the form. */
export async function signIn(page, endpoint, name) {
  await page.goto(`${endpoint.origin}/equipe/connexion`, { waitUntil: "domcontentloaded" });
  await page.type("#nom", name);
  await page.type("#mot-de-passe", PASSWORD);
  await Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), page.click("form.stack button")]);
}
