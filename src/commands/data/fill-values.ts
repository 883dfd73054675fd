import type { ProjectContext } from "../../bot/command.ts";
import type { Agreement, DataArea } from "../../domain/agreement.ts";
import type { DataField } from "../../domain/data-field.ts";
import { type FilledIn, type ReadForm, readForm } from "../../domain/data-form.ts";
import { findingsOf, heldAreas } from "../../domain/data-held.ts";
import type { DataRecord, HeldArea } from "../../domain/data-record.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { calledInWords, writtenValue } from "../../messages/data-value-words.ts";
import type { Language } from "../../messages/language.ts";
import type { Store } from "../../store/store.ts";

export async function heldIn(store: Store, facts: ProjectFacts): Promise<readonly HeldArea[]> {
  return heldAreas(await store.heldData.held(facts.project.id), facts);
}

/** Values as people write them, with records of other areas by what they are called. */
export function writing({ areas }: Pick<Agreement, "areas">, held: readonly HeldArea[], language: Language) {
  const called = (id: string, key: string): string | undefined => {
    const area = areas.find((one) => one.id === id);
    const record = held.find((one) => one.area === id)?.records.find((one) => one.key === key);
    return area === undefined || record === undefined ? undefined : calledInWords(area, record);
  };
  return (field: DataField, value: DataRecord["values"][string]) => writtenValue(field, value, language, called);
}

/** The version of an area that is held, the record of it that a form is of (undefined: a new one), and the others. */
export async function heldOf({ store, facts }: ProjectContext, area: DataArea, record: string | undefined) {
  const from = (await store.heldData.newest(facts.project.id)).find((one) => one.area === area.id)?.version ?? 0;
  const own = (await heldIn(store, facts)).find((one) => one.area === area.id)?.records ?? [];
  const isIts = ({ key }: DataRecord) => key === (area.single ? area.id : record);
  return { from, record: own.find(isIts), others: own.filter((one) => !isIts(one)) };
}

/** What an area holds once a form is taken: read by the rules of a file, beside what is held. */
export async function readFilled(
  { facts, agreement, store, today }: ProjectContext,
  filled: FilledIn,
  from: number,
): Promise<ReadForm> {
  const { area } = filled;
  const project = facts.project.id;
  const held = await heldIn(store, facts);
  const write = writing(agreement, held, "sv");
  const written = ({ values }: DataRecord) =>
    Object.fromEntries(
      area.fields.flatMap((its) => {
        const value = values[its.id];
        return value === undefined ? [] : [[its.id, write(its, value)]];
      }),
    );
  const before = from === 0 ? [] : findingsOf(await store.heldData.findings(project, area.id, from), area.id);
  const { language } = facts.project;
  return readForm(filled, { agreement, held, before, today, language, known: facts.project }, written);
}
