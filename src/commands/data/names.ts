import type { ProjectContext } from "../../bot/command.ts";
import type { DataField } from "../../domain/data-field.ts";
import type { DataRecord } from "../../domain/data-record.ts";
import { calledInWords } from "../../messages/data-value-words.ts";

/** What a record of an area is called, by its key; undefined: nobody knows it. */
export type Names = (area: string, key: string) => string | undefined;

/** A list as it was given, or would be. */
export interface NamedList {
  readonly area: string;
  readonly records: readonly DataRecord[];
}

/**
 * What the records are called that some fields name (D6): those that are held, and those of lists that are given beside
 * them.
 */
export async function namesIn(
  { store, agreement, facts }: Pick<ProjectContext, "store" | "agreement" | "facts">,
  fields: readonly Pick<DataField, "refersTo">[],
  given: readonly NamedList[] = [],
): Promise<Names> {
  const areas = agreement.areas.filter(({ id }) => fields.some(({ refersTo }) => refersTo === id));
  if (areas.length === 0) return () => undefined;
  const held = await store.heldData.held(
    facts.project.id,
    areas.map(({ id }) => id),
  );
  const lists = [...held, ...given];
  const known = new Map(
    areas.map((area) => [
      area.id,
      {
        area,
        records: new Map(
          lists.flatMap((list) => (list.area === area.id ? list.records : [])).map((record) => [record.key, record]),
        ),
      },
    ]),
  );
  // No more are put in words than are asked for: there may be thousands.
  return (id, key) => {
    const list = known.get(id);
    const record = list?.records.get(key);
    return list === undefined || record === undefined ? undefined : calledInWords(list.area, record);
  };
}
