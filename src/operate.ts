import { createReadStream } from "node:fs";
import { parseArgs } from "node:util";
import { exportBases } from "./composition/bases-export.ts";
import { ConfigMistakes, readConfig } from "./config.ts";
import { isDay } from "./domain/calendar.ts";
import { phrase } from "./messages/phrase.ts";
import { createWords } from "./messages/words.ts";
import { type DatabaseAt, masked, openAlone, openToRestore, operate } from "./operator/access.ts";
import { OperatorRefusal } from "./operator/refusal.ts";
import { amount, copiedTables, erasureTold, outboxTold } from "./operator/report.ts";
import { checkBackup, saveBackup, worded } from "./operator/save.ts";
import { BackupDamaged } from "./store/backup/format.ts";
import { BackupTooNew } from "./store/backup/lines.ts";
import { CopyDiffers, restoreBackup, TargetNotEmpty } from "./store/backup/restore.ts";
import { backupOf, linesOf } from "./store/backup/stream.ts";
import { toldAs } from "./store/engine/conflict.ts";
import { DatabaseUrlMistake } from "./store/engine/connection.ts";
import { FolderDamaged } from "./store/engine/folder/damage.ts";
import { FolderInUse } from "./store/engine/folder/lock.ts";
import { MigrationError, migrationsFolder } from "./store/engine/migrations.ts";
import { ErasureRefused } from "./store/operating/erasure.ts";
import { Unavailable } from "./store/unavailable.ts";

const usage = `What the operator of the bot can do. The database is the bot's own: set DATABASE_URL or DATA_DIR as for the bot.

  backup FILE                   writes everything to a file; the bot may run
  restore FILE                  reads it into an empty database; stop the bot first. A damaged one is put aside
  move postgresql://…           copies the embedded database to PostgreSQL; stop the bot first
  outbox                        lists messages that wait or were refused
  outbox resend ID… | --all     sends them again; --all: those that were refused
  export FOLDER [--number N] [--from DAY] [--until DAY]
                                writes the files of closed invoice bases: all, of a number, or closed in those days
  erase NAME [--also WORD] [--yes]
                                erases a person's personal data: says what, and does it with --yes

From a checkout: npm run backup -- FILE; in the image: node dist/src/operate.js backup FILE.`;

class Usage extends Error {}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
/** What is no result. */
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

interface House {
  readonly place: DatabaseAt;
  /** What an erased person is called. */
  readonly standIn: (number: number) => string;
}

async function backup({ place, standIn }: House, [file, ...more]: readonly string[]): Promise<void> {
  if (file === undefined || more.length > 0)
    throw new Usage("Give the file to write, such as startklar-2026-11-22.backup");
  const began = performance.now();
  const saved = await operate(place, complain, standIn, (operating) => saveBackup(operating.backup(), file));
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  say(
    `${file} holds ${amount(saved.rows)} rows of ${saved.tables} tables (${amount(saved.bytes)} bytes, ${seconds} s), and was read back whole.`,
  );
  say("It holds personal data: keep it where only you can read it.");
}

async function restore({ place }: House, [file, ...more]: readonly string[]): Promise<void> {
  if (file === undefined || more.length > 0) throw new Usage("Give the file to restore from.");
  // Before anything is touched.
  await checkBackup(file);
  const target = await openToRestore(place, say);
  try {
    const { header, rows, tables } = await restoreBackup(
      target.pool,
      linesOf(createReadStream(file)),
      migrationsFolder,
    );
    say(
      `Restored ${amount(rows)} rows of ${Object.keys(tables).length} tables into ${target.name}, compared row for row.`,
    );
    say(`The backup was taken at ${header.takenAt}. Start the bot: it goes on from there.`);
  } catch (error) {
    throw worded(file, "read", error);
  } finally {
    await target.close();
  }
}

/** Nobody else waits for the database that is copied, milliseconds. */
const anyTime = 24 * 3_600_000;

async function move({ place }: House, [to, ...more]: readonly string[]): Promise<void> {
  if (to === undefined || more.length > 0 || !/^postgres(ql)?:\/\//.test(to))
    throw new Usage(
      "Give the address of an empty PostgreSQL database, such as postgresql://startklar:secret@db.company.com/startklar",
    );
  const source = await openAlone({ url: undefined, dataDir: place.dataDir }, complain, { make: false });
  try {
    const target = await openAlone({ url: to, dataDir: place.dataDir }, complain, { make: false });
    try {
      const copied = await restoreBackup(target.pool, linesOf(backupOf(source.pool, anyTime)), migrationsFolder);
      say(copiedTables(copied));
      say(
        `\nCopied ${amount(copied.rows)} rows to ${masked(to)}; every table has the same rows and the same digest there.`,
      );
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
  say(`Next: set DATABASE_URL to that address wherever the bot is started, and start it. Type status in a project's channel to see it there.
${source.name} was left as it was. Do not start the bot on it again (it would go its own way); put it away when all is well.`);
}

async function outbox({ place, standIn }: House, [what, ...ids]: readonly string[], all: boolean): Promise<void> {
  if (what === undefined && !all)
    return say(outboxTold(await operate(place, complain, standIn, (operating) => operating.outbox())));
  if (what !== "resend" || all === ids.length > 0)
    throw new Usage("Say outbox, outbox resend ID…, or outbox resend --all.");
  const sent = await operate(place, complain, standIn, async (operating) => {
    if (all) return operating.resend("parked");
    const known = await operating.outbox();
    const wanted = ids.map((id) => {
      const fitting = known.filter((message) => message.id.startsWith(id.toLowerCase()));
      if (fitting.length === 1 && fitting[0] !== undefined) return fitting[0].id;
      throw new OperatorRefusal(
        fitting.length === 0
          ? `No message ${id} waits or was refused; nothing was sent again. See npm run outbox.`
          : `${id} is the beginning of several ids; nothing was sent again. Give more of it.`,
      );
    });
    return operating.resend(wanted);
  });
  say(
    sent.length === 0
      ? "There is nothing to send again."
      : `${sent.length === 1 ? "1 message is" : `${sent.length} messages are`} sent again, by the bot that runs or when it is started.`,
  );
}

/** A closed basis' number, and days that exist. */
function whichBases({
  number,
  from,
  until,
}: {
  readonly number?: string;
  readonly from?: string;
  readonly until?: string;
}) {
  if (number !== undefined && !/^[1-9]\d{0,5}$/u.test(number))
    throw new Usage(`--number ${number} is no number of a basis.`);
  for (const [name, day] of Object.entries({ from, until }))
    if (day !== undefined && !isDay(day)) throw new Usage(`--${name} ${day} is no day: write it as 2026-11-30.`);
  return { number: number === undefined ? undefined : Number(number), from, until };
}

async function exporting(
  { place, standIn }: House,
  [folder, ...more]: readonly string[],
  which: ReturnType<typeof whichBases>,
): Promise<void> {
  if (folder === undefined || more.length > 0) throw new Usage("Give the folder to write to, such as ./bases.");
  const closed = await operate(place, complain, standIn, (operating) => operating.closedBases(which));
  if (closed.length === 0) return say("No closed basis is among those: nothing was written.");
  const { bases, files, same, replaced } = await exportBases(closed, folder);
  say(
    `${folder} holds ${files} files of ${bases === 1 ? "1 basis" : `${bases} bases`}; ${same} of them were there, the same.`,
  );
  if (replaced.length > 0) say(`Written anew, since what we know of the customer has changed: ${replaced.join(", ")}.`);
}

async function erase(
  { place, standIn }: House,
  [who, ...more]: readonly string[],
  also: readonly string[],
  really: boolean,
): Promise<void> {
  if (who === undefined || more.length > 0)
    throw new Usage('Give one person: a name in quotation marks ("Karin Ek"), a handle, or an id.');
  say(erasureTold(await operate(place, complain, standIn, (operating) => operating.erase({ who, also, really }))));
}

async function main(args: readonly string[]): Promise<void> {
  const { positionals, values } = parsed(args);
  const [command, ...rest] = positionals;
  if (command === undefined || values.help === true) return say(usage);
  const { database, language } = readConfig(process.env);
  const words = createWords();
  const house: House = {
    place: database,
    standIn: (number) => words.text(language, phrase("erase.standIn", { number })),
  };
  const options = { all: values.all === true, yes: values.yes === true, also: values.also ?? [] };
  switch (command) {
    case "backup":
      return backup(house, rest);
    case "restore":
      return restore(house, rest);
    case "move":
      return move(house, rest);
    case "outbox":
      return outbox(house, rest, options.all);
    case "export":
      return exporting(house, rest, whichBases(values));
    case "erase":
      return erase(house, rest, options.also, options.yes);
    default:
      throw new Usage(`There is no command ${command}.`);
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        all: { type: "boolean" },
        yes: { type: "boolean" },
        also: { type: "string", multiple: true },
        number: { type: "string" },
        from: { type: "string" },
        until: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error));
  }
}

const inWords = [
  OperatorRefusal,
  ErasureRefused,
  BackupDamaged,
  BackupTooNew,
  TargetNotEmpty,
  CopyDiffers,
  ConfigMistakes,
  DatabaseUrlMistake,
  FolderInUse,
  FolderDamaged,
  MigrationError,
  Unavailable,
];

main(process.argv.slice(2)).catch((thrown: unknown) => {
  const error = toldAs(thrown);
  const told = error instanceof Error ? error : new Error(String(error));
  if (told instanceof Usage) process.stderr.write(`${told.message}\n\n${usage}\n`);
  else
    process.stderr.write(
      `${inWords.some((known) => told instanceof known) ? told.message : (told.stack ?? told.message)}\n`,
    );
  process.exitCode = told instanceof Usage ? 2 : 1;
});
