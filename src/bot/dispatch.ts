import { randomUUID } from "node:crypto";
import type { ProjectFacts } from "../domain/facts.ts";
import type { Ref } from "../domain/units.ts";
import type { Reply } from "../messages/content.ts";
import { phrase } from "../messages/phrase.ts";
import type { Store } from "../store/store.ts";
import type { Line } from "./command.ts";
import { freeContext, projectContext, type Trace } from "./context.ts";
import type { Engine } from "./engine.ts";
import { type Answer, type Dispatch, type Incoming, KeyTaken } from "./incoming.ts";
import { helpContent } from "./lines/help.ts";
import { allErrors, readable, readValues } from "./lines/read.ts";
import { keptAnswer } from "./shown-by.ts";
import { agreementOf, isOffered, mustBeOffered } from "./turn/agreement.ts";
import { detailsOf } from "./turn/audit-details.ts";
import { authorise, fits, mayRun } from "./turn/authorise.ts";
import { taken } from "./turn/brought.ts";
import { type Attempt, answerProblem } from "./turn/door.ts";
import { onceOfLine } from "./turn/edit.ts";
import { formButton, openForm } from "./turn/form-row.ts";
import { formUsed, interpret } from "./turn/intent.ts";
import { askAmount, oddAmount } from "./turn/odd-amount.ts";
import { pressOnce } from "./turn/press.ts";
import { projectOf } from "./turn/project.ts";
import { record } from "./turn/record.ts";
import { languageNamed, readEnv, type Scene, setScene } from "./turn/scene.ts";
import { runAsSystem } from "./turn/system-run.ts";

/**
 * The one way in. A line, a press, a form or a file becomes one command in one transaction: recognise, authorise, read,
 * run, record. What it throws is worded at the one error door, and has changed nothing.
 */
export function createDispatch(engine: Engine): Dispatch {
  return {
    async handle(incoming) {
      // A machine is nobody: nothing is done, nothing is kept, and nobody answers.
      if (incoming.account.gone === "machine")
        return { outcome: "refused", language: engine.language, alone: true, caused: [], repeated: false };
      const attempt: Attempt = { request: randomUUID(), incoming, language: engine.language };
      try {
        return await begin(engine, attempt);
      } catch (problem) {
        if (problem instanceof KeyTaken) throw problem;
        return answerProblem(engine, attempt, problem, once);
      }
    },
    async system(project, runs, values) {
      const now = await engine.database.now();
      await engine.database.transaction((store) => runAsSystem(store, engine, { project, runs, values, now }));
    },
  };
}

/** A list is asked for, and where some projects stand in it is not known: nothing was done. */
class NotListed extends Error {}

/**
 * The command's transaction. What a list goes by is worked out before it, in transactions of its own: in this one it
 * would keep all those projects from everybody until the list is answered.
 */
async function begin(engine: Engine, attempt: Attempt): Promise<Answer> {
  const { incoming } = attempt;
  try {
    return await engine.database.transaction(
      (store) =>
        once(store, attempt, (now) =>
          onceOfLine(store, engine, attempt, now, () => perform(store, engine, attempt, now)),
        ),
      incoming.waits,
      likeOf(incoming),
    );
  } catch (problem) {
    if (!(problem instanceof NotListed)) throw problem;
    incoming.waits?.();
    await engine.lists.known();
    attempt.listed = true;
    return begin(engine, attempt);
  }
}

/**
 * What earlier commands are called that wanted the same project, as far as a line says it: where, and its first word.
 */
function likeOf({ conversation: { platform, tenant, external }, intent }: Incoming): string | undefined {
  if (intent.kind !== "line") return undefined;
  const word = /(?:^|\s)([^\s/@<]\S*)/u.exec(intent.text.slice(0, 100))?.[1];
  return word === undefined ? undefined : [platform, tenant, external, word.toLowerCase()].join("/");
}

/** An answer, with what it is the answer to where the transport's key alone does not say it. */
type Kept = Answer & { readonly asked?: string | undefined };

/**
 * The transport's once: a repeat gets the first answer. Throws {@link KeyTaken} when the key was given to something
 * else.
 */
async function once(store: Store, attempt: Attempt, work: (now: number) => Promise<Answer>): Promise<Answer> {
  const { platform, tenant } = attempt.incoming.conversation;
  const { key } = attempt.incoming;
  if (!(await store.requests.claim({ id: attempt.request, platform, tenant, key }))) {
    const first = await store.requests.answered(platform, tenant, key);
    if (first === undefined) throw new Error(`The request ${key} is known but was never answered`);
    if (first.answer === null) return longAgo(attempt);
    const { asked, ...answer } = keptAnswer(first.answer as Kept);
    // What was answered before this was kept says nothing of it.
    if (asked !== undefined && asked !== attempt.incoming.asked) throw new KeyTaken();
    // Our own claim, when the connection was lost at its commit: what was done is answered for the first time.
    return { ...answer, repeated: first.id !== attempt.request };
  }
  const answer = await work(await store.now());
  const { asked } = attempt.incoming;
  await store.requests.answer(attempt.request, { ...answer, reply: kept(answer.reply), asked } satisfies Kept);
  return answer;
}

/** What a repeat is answered: of what is its first reader's alone, what is left of it. */
const kept = (reply: Reply | undefined): Reply | undefined =>
  reply?.leaves === undefined ? reply : { ...reply, blocks: reply.leaves };

/** It has been done, and what was answered is no longer kept. */
function longAgo({ language }: Attempt): Answer {
  const text = phrase("request.tooOld");
  const reply: Reply = { audience: "public", to: "person", blocks: [{ kind: "text", text, tone: "quiet" }] };
  return { outcome: "refused", language, reply, alone: true, caused: [], repeated: true };
}

async function perform(store: Store, engine: Engine, attempt: Attempt, now: number): Promise<Answer> {
  const scene = await setScene(store, engine, attempt.incoming, now);
  attempt.scene = scene;
  const asked = await interpret(store, engine, scene, attempt.incoming);
  attempt.intended = asked;
  if (asked.refused !== undefined) throw asked.refused;
  const { line } = asked;
  // What it opens is spoken of in the language that it is to have.
  const wanted = line.opensPlace === true ? languageNamed(asked.raw.language) : undefined;
  if (wanted !== undefined) attempt.about = { language: wanted };
  const facts = line.project === "required" ? await projectOf(store, scene, asked) : undefined;
  if (facts !== undefined) Object.assign(attempt, { project: facts.project.id, about: facts.project });
  authorise(line, scene.actor, scene.place, facts);
  if (attempt.incoming.intent.kind === "may")
    return { outcome: "done", language: scene.language, caused: [], repeated: false };
  if (line.lists === true && attempt.listed !== true && (await store.listing.unlisted()).unknown > 0)
    throw new NotListed();
  const intended = await taken(store, scene, asked, facts?.project.id);
  attempt.intended = intended;
  const agreement =
    facts === undefined
      ? agreementOf(line, intended.raw, engine.agreement)
      : await store.agreements.of(facts.project.id);
  mustBeOffered(line, agreement);
  const env = readEnv(store, scene, agreement, facts);
  if (intended.errors !== undefined) throw await allErrors({ line, raw: intended.raw, errors: intended.errors }, env);
  const known = facts ?? (line.reads === true ? await factsHere(store, scene) : undefined);
  // Help is about the place's project, and in none of them about all that may be agreed.
  const terms = facts === undefined && known !== undefined ? await store.agreements.of(known.project.id) : agreement;
  const inHelp = known === undefined ? [agreement, ...engine.registry.agreements] : [terms];
  const mayHelp = (other: Line) => mayHere(other, scene, known) && inHelp.some((one) => isOffered(other, one));
  const trace: Trace = { refs: new Set<Ref>(), messages: [] };
  const run = { request: attempt.request, trace, registry: engine.registry };
  const surroundings = {
    ...{ actor: scene.actor, place: scene.place, language: scene.language, now, today: env.today, store, agreement },
    modelDrafts: engine.modelDrafts,
    sendsInvoices: engine.sendsInvoices,
    unreadable: engine.log.unreadable,
    publicUrl: engine.publicUrl,
    help: (topic?: string) => helpContent(engine.registry, mayHelp, topic, scene.language, terms),
  };
  const done = { attempt, intended, scene, facts, agreement: facts === undefined ? undefined : agreement, trace, now };
  if (intended.asks) {
    let filled = {};
    if (line.project === "required" && (line.opening !== undefined || line.prefill !== undefined)) {
      const opened = projectContext(surroundings, facts as ProjectFacts, run);
      const given = await readable(line, intended.raw, env);
      await line.opening?.(given, opened);
      filled = (await line.prefill?.(given, opened)) ?? {};
    }
    if (attempt.incoming.forms === false) return record(store, engine, { ...done, reply: formButton(intended) });
    const opening = { ...intended, raw: { ...filled, ...intended.raw } };
    const form = await openForm(store, { intended: opening, scene, env, project: facts?.project.id });
    return { outcome: "done", language: scene.language, form, caused: [], repeated: false };
  }
  const values = await readValues(line, intended.raw, env);
  if (intended.form !== undefined && !(await store.forms.use(intended.form))) throw formUsed();
  const amount = intended.sure === true || line.by === "card" ? undefined : oddAmount(line, values, agreement);
  if (amount !== undefined) return record(store, engine, { ...done, reply: askAmount(intended, amount) });
  if (intended.once !== undefined) await pressOnce(store, scene, intended.once, attempt.incoming);
  const details = line.reads === true ? undefined : await detailsOf(line, intended.raw, values, env);
  const reply =
    line.project === "none"
      ? await line.run(values, freeContext(surroundings, run))
      : await line.run(values, projectContext(surroundings, facts as ProjectFacts, run));
  return record(store, engine, { ...done, reply, details });
}

/** The project that help is given about: the place's, or in a private chat the person's own. */
async function factsHere(store: Store, scene: Scene): Promise<ProjectFacts | undefined> {
  const own =
    scene.place.kind === "private" && !scene.actor.staff ? await store.projects.ofPerson(scene.actor.id, 1) : [];
  const project = scene.bindings[0]?.project ?? own[0];
  return project === undefined ? undefined : store.projects.facts(project.id);
}

const mayHere = (line: Line, scene: Scene, facts?: ProjectFacts): boolean =>
  line.by !== "card" && mayRun(line, scene.actor, facts) && fits(line, scene.place, scene.actor);
