import { keepHeapSmall } from "../src/composition/heap.ts";

/**
 * `npm run bench` measures the `log` command over HTTP; `-- slack` over Slack; `-- burst` many at once; `-- outbox`
 * what goes out at half past eight; `-- sweep` what the reminders of many projects cost; `-- rooms` what is long;
 * `-- minutes` what is read rightly and wrongly of the collected meetings; `-- data` a large customer's data;
 * `-- documents` documents of one page and of hundreds.
 */
const benches = {
  log: () => import("./log.ts"),
  slack: () => import("./slack.ts"),
  burst: () => import("./burst.ts"),
  outbox: () => import("./outbox.ts"),
  sweep: () => import("./sweep.ts"),
  rooms: () => import("./rooms.ts"),
  minutes: () => import("./minutes.ts"),
  data: () => import("./data.ts"),
  documents: () => import("./documents.ts"),
} as const;
const isBench = (name: string): name is keyof typeof benches => Object.hasOwn(benches, name);

// As the bot does when it starts.
keepHeapSmall();
const [, , name = "log"] = process.argv;
if (isBench(name)) await benches[name]();
else {
  process.stderr.write(`There is no bench ${name}: ${Object.keys(benches).join(", ")}\n`);
  process.exitCode = 1;
}
