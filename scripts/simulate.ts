/**
 * Whole onboardings on a virtual clock, with the rules that remind and a world in memory: customers who are late, stuck
 * or away, consultants who forget or leave.
 *
 *   npm run simulate -- --projects 200 --days 120 --seed 7
 *   npm run simulate -- --projects 200 --days 120 --seed 7 --quiet     nobody is reminded: what reminders are worth
 *
 * How much sooner a reminder makes people act is this script's own assumption (test/simulation/people.ts). Ends with 1
 * when something late was silent for more than five business days, or anything was said twice, lost or on a day off.
 */
import { parseArgs } from "node:util";
import { simulate, written } from "../test/simulation/simulate.ts";

const { values } = parseArgs({
  options: {
    projects: { type: "string", default: "200" },
    days: { type: "string", default: "120" },
    seed: { type: "string", default: "7" },
    quiet: { type: "boolean", default: false },
  },
});
const asked = {
  projects: Number(values.projects),
  days: Number(values.days),
  seed: Number(values.seed),
  quiet: values.quiet,
};
const report = simulate(asked);
process.stdout.write(written(report, asked));
if (report.wrong.length > 0) process.exitCode = 1;
