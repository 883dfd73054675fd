/**
 * `npm run bench` measures the `log` command over HTTP; `-- slack` over Slack; `-- burst` many at once; `-- outbox`
 * what goes out at half past eight; `-- sweep` what the reminders of many projects cost; `-- rooms` what is long.
 */
const benches = {
  log: () => import("./log.ts"),
  slack: () => import("./slack.ts"),
  burst: () => import("./burst.ts"),
  outbox: () => import("./outbox.ts"),
  sweep: () => import("./sweep.ts"),
  rooms: () => import("./rooms.ts"),
} as const;
const isBench = (name: string): name is keyof typeof benches => Object.hasOwn(benches, name);

const [, , name = "log"] = process.argv;
if (isBench(name)) await benches[name]();
else {
  process.stderr.write(`There is no bench ${name}: ${Object.keys(benches).join(", ")}\n`);
  process.exitCode = 1;
}
