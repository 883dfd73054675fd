/** The layers and what each may import of ours: the table of ARCHITECTURE.md. `main` and its neighbours at the top of src see everything. */
const layers = {
  language: [],
  domain: ["language"],
  fetching: [],
  messages: ["domain", "language"],
  store: ["domain", "language", "messages"],
  outbox: ["messages", "store"],
  documents: ["domain", "messages"],
  assistant: ["domain", "messages"],
  channels: ["bot", "domain", "messages", "store"],
  bot: ["domain", "language", "messages", "store"],
  commands: ["bot", "domain", "language", "messages", "scheduler", "store"],
  scheduler: ["domain", "messages", "store"],
  operator: ["store"],
  platforms: ["bot", "fetching", "messages"],
};

/** The rooms of a house, and what each may import of its neighbours; what stands at the top of the house belongs to all of them. */
const rooms = {
  bot: {
    fields: [],
    files: [],
    lines: ["fields"],
    turn: ["fields", "files", "lines"],
  },
  store: {
    contract: [],
    engine: ["contract"],
    records: ["contract", "engine"],
    queue: ["contract", "engine", "records"],
    backup: ["contract", "engine"],
    operating: ["contract", "engine", "queue", "records", "backup"],
  },
  "platforms/slack": {
    draw: [],
    who: [],
    manifest: [],
    out: ["draw", "who"],
    in: ["draw", "who", "out", "manifest"],
  },
  "platforms/teams": {
    draw: [],
    who: [],
    manifest: [],
    out: ["draw", "who"],
    in: ["draw", "who", "out", "manifest"],
  },
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, path: "^src/", pathNot: "^src/platforms/local/page/|\\.d\\.ts$" },
      to: {},
    },
    ...Object.entries(layers).map(([layer, allowed]) => ({
      name: `${layer}-imports`,
      severity: "error",
      from: { path: `^src/${layer}/` },
      to: { path: "^src/", pathNot: [layer, ...allowed].map((name) => `^src/${name}/`) },
    })),
    ...Object.entries(rooms).flatMap(([house, itsRooms]) =>
      Object.entries(itsRooms).map(([room, allowed]) => ({
        name: `${house}/${room}-imports`,
        severity: "error",
        from: { path: `^src/${house}/${room}/` },
        to: { path: `^src/${house}/[^/]+/`, pathNot: [room, ...allowed].map((name) => `^src/${house}/${name}/`) },
      })),
    ),
    {
      name: "drawing-asks-nobody",
      severity: "error",
      from: { path: "^src/platforms/[^/]+/draw/" },
      to: { path: "^src/(fetching|platforms/[^/]+/(connector|tokens)\\.ts)" },
    },
    {
      name: "domain-is-pure",
      severity: "error",
      from: { path: "^src/domain/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
    },
    { name: "src-without-tests", severity: "error", from: { path: "^src/" }, to: { path: "^(test|bench)/" } },
    {
      name: "addresses-from-outside-are-fetched-in-one-room",
      comment:
        "Sockets of our own are the operator's; everything else that is asked over HTTP goes through src/fetching/ or a maker's own client.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/fetching/" },
      to: {
        path: "^(node:)?(https|http2|tls|dns|dns/promises|axios|undici|got|node-fetch)$|node_modules/(axios|undici|got|node-fetch)/",
      },
    },
    {
      name: "only-the-store-knows-prisma",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/store/" },
      to: { path: "prisma|pglite" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^src/store/generated/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
