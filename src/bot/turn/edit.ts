import { randomUUID } from "node:crypto";
import { undoableNamed } from "../../domain/undo.ts";
import { phrase } from "../../messages/phrase.ts";
import type { Store } from "../../store/store.ts";
import type { Engine } from "../engine.ts";
import type { Answer } from "../incoming.ts";
import { Refusal } from "../refusal.ts";
import type { Attempt } from "./door.ts";
import { isInternal } from "./place.ts";
import { type Scene, setScene } from "./scene.ts";

/**
 * Does what an edited line says, as long as no version of it has taken effect: what was refused or asked about may be
 * corrected, and what was only read is read again. One version takes effect, whichever comes first, and the others hear
 * what it did.
 *
 * @throws Refusal when another version has taken effect: what it did, and how to take that back.
 */
export async function onceOfLine(
  store: Store,
  engine: Engine,
  attempt: Attempt,
  now: number,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { edits, conversation } = attempt.incoming;
  if (edits === undefined) return work();
  const { platform, tenant } = conversation;
  const claim = async (key: string): Promise<string | undefined> => {
    const id = randomUUID();
    if (await store.requests.claim({ id, platform, tenant, key, at: now })) return id;
    const before = await store.requests.answered(platform, tenant, key);
    if (before?.answer === null) throw new Refusal(phrase("request.tooOld"), { next: phrase("edit.anew") });
    const answer = before?.answer as Answer | undefined;
    if (answer === undefined || !tookEffect(answer)) return undefined;
    const scene = await setScene(store, engine, attempt.incoming, now);
    attempt.scene = scene;
    throw await alreadyTaken(store, engine, answer, scene);
  };
  const unheard = await claim(edits);
  // Two edits at the same time: the second waits here until it is known what became of the first.
  const effect = await claim(`${edits}/effect`);
  const answer = await work();
  if (unheard !== undefined) await store.requests.answer(unheard, answer);
  if (effect !== undefined && tookEffect(answer)) await store.requests.answer(effect, answer);
  else if (effect !== undefined) await store.requests.release(effect);
  return answer;
}

/** What was stored before {@link Answer.took} was kept counts as done: nothing is booked twice. */
const tookEffect = ({ outcome, reply, form, took }: Answer): boolean =>
  outcome === "done" && form === undefined && took !== null && reply?.question !== true;

async function alreadyTaken(store: Store, engine: Engine, { reply, took }: Answer, scene: Scene): Promise<Refusal> {
  const why = phrase("edit.taken");
  const anew = phrase("edit.anew");
  // The channel may be open to others by now.
  if (reply?.audience === "ledger" && !isInternal(scene.place, scene.actor)) return new Refusal(why, { next: anew });
  const because = (reply?.blocks ?? [])
    .flatMap((block) => (block.kind === "text" && "say" in block.text ? [block.text] : []))
    .slice(0, 1);
  const back =
    scene.actor.staff && took?.project !== undefined
      ? await takenBackBy(store, engine, took.project, [...took.refs, took.runs])
      : undefined;
  if (back === undefined) return new Refusal(why, { because, next: anew });
  return new Refusal(why, { because, next: phrase("edit.undo"), line: back });
}

/** The line that takes it back; undefined when nothing does any more. */
async function takenBackBy(
  store: Store,
  { registry }: Engine,
  project: string,
  targets: readonly string[],
): Promise<string | undefined> {
  const facts = await store.projects.facts(project);
  const target = targets.find((one) => undoableNamed(facts, one).ok);
  const undo = registry.serving("undo");
  return target === undefined || undo === undefined ? undefined : `${registry.runsOf(undo)} ${target}`;
}
