import { startPostgres } from "../test/support/postgres.ts";
import { cutBy, cuts, longestAnswer, nothingAmiss, underTrouble } from "../test/support/trouble.ts";

/**
 * A cut of every kind between bot and PostgreSQL, for 60 s each under load (`SECONDS=…`), and what came of it. Ends
 * with 1 when something is amiss.
 */
const seconds = Number(process.env.SECONDS ?? 60);
const postgres = await startPostgres();
let fine = true;
for (const cut of cuts) {
  const report = await underTrouble(postgres, seconds, cutBy(cut));
  const clean = Object.entries(nothingAmiss).every(
    ([name, value]) => JSON.stringify(report[name as keyof typeof report]) === JSON.stringify(value),
  );
  fine &&= clean && report.slowest < longestAnswer && report.recovered < longestAnswer;
  process.stdout.write(`${cut} for ${seconds} s: ${JSON.stringify(report)}\n`);
}
await postgres.stop();
process.exitCode = fine ? 0 : 1;
