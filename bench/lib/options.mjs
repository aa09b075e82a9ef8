// The bench's arguments.
import { parseArgs } from "node:util";

export const PARTS = ["compare", "delta", "load", "map", "saving", "times", "lighthouse"];

const USAGE = `node bench/run.mjs [options]
  --records 1000,10000,50000   sizes of the catalogue
  --sessions 50000             sessions in the city of the times
  --cpu 1,6                    CPU slow-downs
  --rounds 3                   rounds, rival and ours in turn
  --only compare,delta,…       parts to run (${PARTS.join(", ")})
  --lighthouse                 Lighthouse’s categories too, where the npm package is installed
  --subjects rival,ours        whom to measure
  --rival chunks+kept          the rival's storage (records or chunks) and start (kept or rebuilt)
  --throttle process|page      slow the whole renderer (Linux), or only the page's thread as CDP does
  --endpoint FILE --site DIR   the built endpoint and site
  --browser FILE               Chromium
  --out FILE                   the table as Markdown, and every round as JSON beside it`;

/** Reads the arguments; an unreadable one ends the run with the usage. */
export function readOptions(args) {
  try {
    return checked(parse(args));
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
}

function parse(args) {
  const text = (value) => ({ type: "string", default: value });
  const { values } = parseArgs({
    args,
    options: {
      records: text("1000,10000,50000"),
      sessions: text("50000"),
      cpu: text("1,6"),
      rounds: text("3"),
      only: text("compare,delta,load,map,saving,times"),
      subjects: text("rival,ours"),
      rival: text("chunks+kept"),
      throttle: text(process.platform === "linux" ? "process" : "page"),
      endpoint: text(process.env.CHAVA_ENDPOINT ?? "target/release/chava-endpoint"),
      site: text(process.env.CHAVA_DIST ?? "dist"),
      browser: text(process.env.CHROMIUM ?? "/usr/bin/chromium"),
      out: { type: "string" },
      lighthouse: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  return values;
}

function checked(values) {
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const [layout, start] = values.rival.split("+");
  return {
    ...values,
    records: numbers(values.records, "--records"),
    sessions: numbers(values.sessions, "--sessions")[0],
    cpu: numbers(values.cpu, "--cpu"),
    rounds: numbers(values.rounds, "--rounds")[0],
    only: [...among(values.only, PARTS, "--only"), ...(values.lighthouse ? ["lighthouse"] : [])],
    subjects: among(values.subjects, ["rival", "ours"], "--subjects"),
    throttle: among(values.throttle, ["process", "page"], "--throttle")[0],
    rival: {
      layout: among(layout, ["records", "chunks"], "--rival")[0],
      start: among(start, ["kept", "rebuilt"], "--rival")[0],
    },
  };
}

function numbers(list, name) {
  const read = list.split(",").map(Number);
  if (read.some((number) => !Number.isInteger(number) || number < 1))
    throw new Error(`${name}: not whole numbers: ${list}`);
  return read;
}

function among(list = "", known, name) {
  const read = list.split(",");
  const odd = read.find((word) => !known.includes(word));
  if (odd !== undefined) throw new Error(`${name}: “${odd}” is none of ${known.join(", ")}`);
  return read;
}
