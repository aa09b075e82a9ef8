// The table: what was measured, the ratio, and the goal beside it.
import { CATEGORIES } from "./lighthouse.mjs";
import { summary } from "./stats.mjs";

const ROWS = [
  { title: "Catalogue received → durably fresh", unit: "ms", goal: 1 / 3, of: (round) => round.durable },
  { title: "… and the index kept too", unit: "ms", of: (round) => round.prepared },
  { title: "Offline start → first result", unit: "ms", goal: 1 / 2, of: (round) => round.firstResult },
  { title: "Offline start → search usable", unit: "ms", goal: 1 / 3, of: (round) => round.interactive },
  { title: "Keystroke → results, p95", unit: "ms", goal: 1 / 3, of: (round) => round.typing.p95 },
  { title: "Keystroke → results, median", unit: "ms", of: (round) => round.typing.median },
  { title: "Long tasks (> 50 ms) while typing", unit: "", most: 0, of: (round) => round.typing.longTasks },
  { title: "Renderer memory of its own", unit: "MB", goal: 0.7, of: (round) => round.memory.alone },
  { title: "… after collecting garbage", unit: "MB", goal: 0.7, of: (round) => round.memoryCollected.alone },
  { title: "… with its share of common pages (PSS)", unit: "MB", of: (round) => round.memory.shared },
];

/** The comparison at one size and CPU speed. */
export function comparison(records, cpu, rounds) {
  const lines = ROWS.map((row) => {
    const [rival, ours] = ["rival", "ours"].map((name) =>
      summary(rounds.filter(({ subject }) => subject === name).map(row.of)),
    );
    return [row.title, shown(rival, row.unit), shown(ours, row.unit), ratio(ours, rival), goal(row)];
  });
  return section(heading(records, speed(cpu)), ["", "rival", "ours", "ours ÷ rival", "goal"], lines);
}

/** What a change of a hundred records costs. */
export function delta(records, cpu, rounds) {
  const of = (take) => summary(rounds.map(take));
  return figures(heading(records, `100 of them changed, ${speed(cpu)}`), [
    [
      "Feed bodies ÷ brotli of the changed records",
      shown(
        of(({ bodies, plain }) => bodies / plain),
        "",
      ),
      "≤ 1.30",
    ],
    [
      "Feed bodies",
      shown(
        of(({ bodies }) => bodies),
        "B",
      ),
      "",
    ],
    [
      "… with response headers",
      shown(
        of(({ wire }) => wire),
        "B",
      ),
      "",
    ],
    [
      "Changes received → durably fresh",
      shown(
        of(({ applied }) => applied),
        "ms",
      ),
      "< 100 ms",
    ],
  ]);
}

/** Hours and agenda beside the libraries; what they don't agree on is said, and not measured. */
export function times(cpu, { places, agenda }) {
  const row = (title, { rival, ours }, goal) => {
    const [theirs, mine] = [summary(rival), summary(ours)];
    return [title, shown(theirs, "ms"), shown(mine, "ms"), ratio(mine, theirs), `< ${goal} ms, ≤ 0.33`];
  };
  const lines = [
    row("Open state of 1 000 places, hours read anew", places.measured.anew, 10),
    row("… hours read before", places.measured.before, 10),
    row(`A week of ${agenda.sessions} sessions, ${agenda.recurring} recurring`, agenda.measured.week, 50),
  ];
  const notes = [
    `Checked first: ${places.kinds} kinds of hours at 60 times each, ${agenda.occurrences} occurrences of a week.`,
    differing("Hours that the two read differently, measured for neither", places.differing),
  ];
  const title = `### Hours and agenda in the browser, ${speed(cpu)}`;
  const head = ["", "opening_hours.js, rrule.js", "ours", "ours ÷ theirs", "goal"];
  return [section(title, head, lines), ...notes.filter(Boolean)].join("\n\n");
}

function differing(what, list) {
  if (list.length === 0) return "";
  const named = list.slice(0, 5).map((text) => `\`${text}\``);
  return `${what}: ${list.length} (${named.join(", ")}${list.length > 5 ? ", …" : ""}).`;
}

/** A first visit over slow 4G. */
export function load(records, path, rounds) {
  const of = (take) => summary(rounds.map(take));
  return figures(heading(records, `first visit to ${path}, slow 4G, CPU 4× slower`), [
    [
      "First contentful paint",
      shown(
        of(({ paint }) => paint),
        "ms",
      ),
      "< 1200 ms",
    ],
    [
      "App ready",
      shown(
        of(({ ready }) => ready),
        "ms",
      ),
      "< 4000 ms",
    ],
    [
      "Page and code until then",
      shown(
        of(({ code }) => code / 1000),
        "kB",
      ),
      "≤ 260 kB",
    ],
    [
      "Data until then",
      shown(
        of(({ data }) => data / 1000),
        "kB",
      ),
      "",
    ],
  ]);
}

/** The map, opened again and again in the running app. */
export function map(places, rounds) {
  const of = (take) => shown(summary(rounds.map(take)), "ms");
  return figures(`### ${places} places on the map, CPU 4× slower`, [
    ["The map asked for → painted, first time", of(({ first }) => first), "< 300 ms"],
    ["… again", of(({ again }) => again), ""],
    ["A press of + → painted", of(({ zoom }) => zoom), ""],
  ]);
}

/** What a person says, until it is durably stored. */
export function saving(cpu, rounds) {
  const of = (values) => shown(summary(values), "ms");
  return figures(`### A contribution is saved, ${speed(cpu)}`, [
    ["Tap → durably stored and counted, the first of a start", of(rounds.map(({ first }) => first)), "< 50 ms at 6×"],
    ["… the next ones", of(rounds.flatMap(({ more }) => more)), "< 50 ms at 6×"],
  ]);
}

/** Lighthouse's scores. */
export function lighthouse(records, scores) {
  if (scores === undefined)
    return `${heading(records, "Lighthouse")}\n\nThe npm package “lighthouse” is not installed.`;
  return figures(
    heading(records, "Lighthouse"),
    Object.entries(CATEGORIES).map(([name, least]) => [name, scores[name], `≥ ${least}`]),
  );
}

const heading = (records, what) => `### ${records.toLocaleString("en")} records, ${what}`;
const speed = (cpu) => (cpu === 1 ? "CPU at full speed" : `CPU ${cpu}× slower`);
const figures = (title, lines) => section(title, ["", "measured", "goal"], lines);
const section = (title, head, lines) => `${title}\n\n${table(head, lines)}`;

// Median with least and most, in a unit.
function shown(range, unit) {
  if (range === undefined) return "–";
  const [median, least, most] = [range.median, range.least, range.most].map((value) => digits(value));
  return `${[median, unit].filter(Boolean).join(" ")} (${least}–${most})`;
}

const digits = (value) =>
  Math.abs(value) >= 100 || Number.isInteger(value)
    ? `${Math.round(value)}`
    : value.toFixed(Math.abs(value) < 10 ? 2 : 1);

const ratio = (ours, rival) => (ours && rival && rival.median > 0 ? (ours.median / rival.median).toFixed(2) : "–");

function goal({ goal: share, most }) {
  if (most !== undefined) return `${most}`;
  return share === undefined ? "" : `≤ ${share.toFixed(2)}`;
}

function table(head, lines) {
  const row = (cells) => `| ${cells.join(" | ")} |`;
  return [row(head), row(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...lines.map(row)].join("\n");
}
