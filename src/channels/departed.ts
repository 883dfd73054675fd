import { dayOf } from "../domain/calendar.ts";
import { ownedBy } from "../domain/owned.ts";
import { rolesOf } from "../domain/role.ts";
import { list, phrase } from "../messages/phrase.ts";
import { roleWords, waitingWords } from "../messages/project-words.ts";
import { type ChannelParts, knownAs } from "./known.ts";
import { noticeOf, tellStaff } from "./told.ts";

/**
 * Somebody has left the platform, or some of its channels: the other staff of their projects are told what waits for
 * them.
 */
export async function departed(
  { platform, database, timeZone }: ChannelParts,
  user: string,
  left?: readonly string[],
): Promise<void> {
  const now = await database.now();
  const today = dayOf(now, timeZone);
  await database.transaction(async (store) => {
    const person = await store.people.ofUser(platform, user);
    if (person === undefined) return;
    const places = left === undefined ? undefined : await Promise.all(left.map((one) => knownAs(store, platform, one)));
    const ids = new Set(places?.flatMap((place) => place?.id ?? []));
    for (const { id } of await store.projects.ofPerson(person.id)) {
      const facts = await store.projects.facts(id);
      const { customer, internal, shared } = facts.project;
      const roles = rolesOf(facts, person.id);
      const from = [internal, shared].find((one) => one !== undefined && ids.has(one));
      if (roles.length === 0 || (left !== undefined && from === undefined)) continue;
      const key = `departed/${person.id}/${left === undefined ? "account" : from}/${today}`;
      if ((await store.notices.claim(id, [key], today)).length === 0) continue;
      const agreement = await store.agreements.of(id);
      const waits = ownedBy(facts, agreement, today, person.id).map((one) => waitingWords(one, agreement, today));
      const said = [
        phrase(left === undefined ? "team.departed" : "team.leftChannel", {
          name: person.name,
          customer,
          roles: list(roles.map(roleWords)),
        }),
        ...(waits.length === 0 ? [] : [phrase("team.departed.waits", { name: person.name, what: list(waits) })]),
      ];
      await tellStaff(store, id, noticeOf(...said));
    }
  });
}
