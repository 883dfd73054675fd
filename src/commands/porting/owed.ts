import type { ProjectContext } from "../../bot/command.ts";
import { areaStates } from "../../domain/customer-data.ts";
import { numbersToEnter } from "../../domain/porting-owed.ts";
import { portingRequests } from "../../domain/porting-request.ts";
import type { Block, Button } from "../../messages/content.ts";
import { writtenNumber } from "../../messages/data-value-words.ts";
import { phrase } from "../../messages/phrase.ts";
import { said } from "../shared/blocks.ts";
import { addNumber } from "./number-card.ts";

/** As many of them are named, and have a button each. */
const mostNamed = 5;

/** What customer data says is ported and is not entered yet (D4), with a button that opens each one's form. */
export interface Owed {
  readonly blocks: readonly Block[];
  readonly buttons: readonly Button[];
}

export async function owedNumbers({ facts, agreement, store }: ProjectContext): Promise<Owed> {
  const none: Owed = { blocks: [], buttons: [] };
  if (facts.project.state !== "open" || agreement.porting === undefined) return none;
  const areas = areaStates(facts, agreement)
    .filter(({ area, state }) => state !== "not-applicable" && area.fields.some(({ ports }) => ports !== undefined))
    .map(({ area }) => area);
  if (areas.length === 0) return none;
  const ids = areas.map(({ id }) => id);
  const all = numbersToEnter(areas, await store.heldData.held(facts.project.id, ids), portingRequests(facts));
  if (all.length === 0) return none;
  const named = all.slice(0, mostNamed);
  const numbers = named.map(({ number }) => writtenNumber(number)).join(", ");
  const add = addNumber(facts);
  return {
    blocks: [said("porting.owed", { numbers, count: all.length, more: all.length - named.length }, "warning")],
    buttons: named.map(({ number, operator }, at): Button => {
      const written = writtenNumber(number);
      const values = { ...add.values, number: written, ...(operator === undefined ? {} : { operator }) };
      return {
        ...add,
        id: `porting-add-${at + 1}`,
        label: phrase("porting.button.addThis", { number: written }),
        values,
      };
    }),
  };
}
