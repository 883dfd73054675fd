import type { ProjectContext } from "../../bot/command.ts";
import type { DataArea } from "../../domain/agreement.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import { areaStates, missingAreas } from "../../domain/customer-data.ts";
import type { MinutesItem } from "../../domain/facts.ts";
import { late, owed } from "../../domain/late.ts";
import { isFrozen } from "../../domain/requirement.ts";
import { snoozedPast } from "../../domain/snooze.ts";
import { fold } from "../../language/fold.ts";
import type { Block, Button } from "../../messages/content.ts";
import { day, name, phrase } from "../../messages/phrase.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { byOf } from "../shared/checks.ts";

/** As many changes get a button. */
const mostChanges = 5;
/** A change's title, in characters. */
const longestTitle = 200;

/**
 * What is to be done about published items besides the tasks, for staff: a change to the call-off is offered as a
 * change request (S5), and data that was promised for a day is not chased before it (D2).
 */
export async function followUps(ctx: ProjectContext, ticked: readonly MinutesItem[]): Promise<readonly Block[]> {
  if (ctx.facts.project.state !== "open") return [];
  const changes = ticked.filter(({ kind }) => kind === "change").slice(0, mostChanges);
  const frozen = isFrozen(ctx.facts.project);
  const buttons = changes.map(
    ({ id, text }): Button => ({
      id: `change-${id}`,
      label: phrase(frozen ? "minutes.button.change" : "minutes.button.requirement", { text: short(text, 50) }),
      runs: frozen ? "change add" : "require add",
      values: { [frozen ? "title" : "text"]: short(text, longestTitle) },
      asks: true,
    }),
  );
  const offered =
    changes.length === 0
      ? []
      : [said("minutes.changes", { count: changes.length, frozen: frozen ? "yes" : "no" }), ...buttonsBlock(buttons)];
  return [...(await promised(ctx, ticked)), ...offered];
}

const short = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;

/** Data promised for a day that is not later than its own: nobody is reminded of that area before the day. */
async function promised(ctx: ProjectContext, ticked: readonly MinutesItem[]): Promise<readonly Block[]> {
  const { facts, agreement, today, store, actor } = ctx;
  const calendar = businessCalendar(agreement.calendar);
  const missing = missingAreas(areaStates(facts, agreement)).map(({ area }) => area);
  const blocks: Block[] = [];
  for (const { kind, text, quote = "", due } of ticked) {
    const area = kind === "data" ? areaNamed(`${text} ${quote}`, missing) : undefined;
    if (area === undefined || due === undefined || due <= today) continue;
    const subject = `data/${area.id}`;
    const values = { area: name(area.name), due: day(due) };
    const isLate = late(facts, agreement, calendar, today).some((one) => one.subject.startsWith("data"));
    const past = snoozedPast(subject, due, owed(facts, agreement, calendar, today), today);
    if (isLate || past !== undefined) {
      blocks.push(said("minutes.promised.later", values, "warning"));
      continue;
    }
    await store.snoozes.set(facts.project.id, { subject, until: due, reason: short(text, 300), by: byOf(actor) });
    blocks.push(said("minutes.promised", values, "success"));
  }
  return blocks;
}

/** The one area that words name; undefined when they name none, or several. */
function areaNamed(words: string, areas: readonly DataArea[]): DataArea | undefined {
  const said = ` ${fold(words).replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  const found = areas.filter(({ name: names, aliases }) =>
    [names.sv, names.en, ...aliases].some((one) =>
      said.includes(
        ` ${fold(one)
          .replace(/[^\p{L}\p{N}]+/gu, " ")
          .trim()} `,
      ),
    ),
  );
  return found.length === 1 ? found[0] : undefined;
}
