import type { Agreement } from "../../domain/agreement.ts";
import { dayOf } from "../../domain/calendar.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import type { Id } from "../../domain/units.ts";
import { fold } from "../../language/fold.ts";
import { type Language, languages } from "../../messages/language.ts";
import type { PlatformName } from "../../messages/platform.ts";
import { wordsOf } from "../../messages/vocabulary.ts";
import type { Conversation, Store } from "../../store/store.ts";
import type { Actor, Place } from "../command.ts";
import type { Engine } from "../engine.ts";
import type { ReadEnv } from "../field.ts";
import type { Incoming } from "../incoming.ts";
import { type Binding, placeOf } from "./place.ts";

/** Who says something where, before it is known what. */
export interface Scene {
  readonly actor: Actor;
  readonly place: Place;
  readonly bindings: readonly Binding[];
  readonly language: Language;
  /** The place has a language of its own, whatever project is spoken of. */
  readonly own?: Language;
  readonly platform: PlatformName;
  readonly now: number;
}

/** Recognises the person and the conversation, and keeps what the platform tells of them up to date. */
export async function setScene(store: Store, engine: Engine, incoming: Incoming, now: number): Promise<Scene> {
  const { person, conversation, bindings } = await store.places.scene(incoming.conversation, incoming.account);
  const own = conversation.private ? await privateLanguage(store, conversation, person.id) : conversation.language;
  // Nothing says what is spoken in a place of no project but who writes there.
  const theirs = own == null && bindings.length === 0 ? await commonLanguage(store, person.id) : undefined;
  return {
    actor: { id: person.id, handle: person.handle, name: person.name, staff: person.staff },
    place: placeOf(conversation, bindings),
    bindings,
    own: own ?? undefined,
    language: own ?? bindings[0]?.project.language ?? theirs ?? engine.language,
    platform: conversation.platform,
    now,
  };
}

/** A private chat has the language of the person's projects, where they have one in common. */
async function privateLanguage(store: Store, { id, language }: Conversation, person: Id): Promise<Language | null> {
  const spoken = new Set(await store.projects.spokenWith(person));
  if (spoken.size === 0) return language ?? null;
  const [common = null] = spoken.size === 1 ? spoken : [];
  if (common !== language) await store.places.setLanguage(id, common);
  return common;
}

/** A language by what people call it. */
export const languageNamed = (typed: string | undefined): Language | undefined =>
  typed === undefined
    ? undefined
    : languages.find((one) => [one, ...wordsOf(`value.${one}`)].some((word) => fold(word) === fold(typed)));

/** The language that all projects of a person have. */
async function commonLanguage(store: Store, person: Id): Promise<Language | undefined> {
  const spoken = await store.projects.spokenWith(person);
  return spoken.length === 1 ? spoken[0] : undefined;
}

/** The language of an answer that is about a project, or about none: as the outbox delivers it. */
export function languageOf(scene: Scene, about: { readonly language: Language } | undefined): Language {
  return scene.own ?? about?.language ?? scene.language;
}

/** What fields may look at. */
export function readEnv(store: Store, scene: Scene, agreement: Agreement, facts: ProjectFacts | undefined): ReadEnv {
  const { now, language, platform } = scene;
  const env = {
    store,
    agreement,
    now,
    language,
    platform,
    actor: scene.actor.id,
    staff: scene.actor.staff || scene.actor.id === "system",
    today: dayOf(now, agreement.calendar.timeZone),
  };
  return facts === undefined ? env : { ...env, facts };
}
