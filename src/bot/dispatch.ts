import { randomUUID } from "node:crypto";
import { dayOf } from "../domain/calendar.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import type { Id, Ref } from "../domain/units.ts";
import type { Reply } from "../messages/content.ts";
import { at } from "../messages/phrase.ts";
import type { Store } from "../store/store.ts";
import { auditOf } from "./audit.ts";
import { authorise, fits, mayRun } from "./authorise.ts";
import type { Line } from "./command.ts";
import { freeContext, projectContext, type Trace } from "./context.ts";
import { type Attempt, answerProblem } from "./door.ts";
import type { Engine } from "./engine.ts";
import { openForm } from "./form-row.ts";
import { helpContent } from "./help.ts";
import type { Answer, Dispatch, Incoming } from "./incoming.ts";
import { formUsed, type Intended, interpret } from "./intent.ts";
import { isInternal } from "./place.ts";
import { allErrors, readValues } from "./read.ts";
import { refuse } from "./refusal.ts";
import { projectOf, readEnv, type Scene, setScene } from "./scene.ts";

/**
 * The one way in. A line, a press, a form or a file becomes one command in one transaction: recognise, authorise, read, run,
 * record. What it throws is worded at the one error door, and has changed nothing.
 */
export function createDispatch(engine: Engine): Dispatch {
  return {
    async handle(incoming) {
      const attempt: Attempt = { request: randomUUID(), incoming };
      try {
        const now = await engine.database.now();
        return await engine.database.transaction((store) => once(store, attempt, now, () => perform(store, engine, attempt, now)));
      } catch (problem) {
        return answerProblem(engine, attempt, problem, once);
      }
    },
    async system(project, runs, values) {
      const now = await engine.database.now();
      await engine.database.transaction((store) => runAsSystem(store, engine, { project, runs, values, now }));
    },
  };
}

/** The transport's once: a repeat gets the first answer. */
async function once(store: Store, attempt: Attempt, now: number, work: () => Promise<Answer>): Promise<Answer> {
  const { platform, tenant } = attempt.incoming.conversation;
  const { key } = attempt.incoming;
  if (!(await store.requests.claim({ id: attempt.request, platform, tenant, key, at: now }))) {
    const first = await store.requests.answered(platform, tenant, key);
    if (first === undefined) throw new Error(`The request ${key} is known but was never answered`);
    return { ...(first.answer as Answer), repeated: true };
  }
  const answer = await work();
  await store.requests.answer(attempt.request, answer);
  return answer;
}

async function perform(store: Store, engine: Engine, attempt: Attempt, now: number): Promise<Answer> {
  const scene = await setScene(store, engine, attempt.incoming, now);
  attempt.scene = scene;
  const intended = await interpret(store, engine, scene, attempt.incoming);
  attempt.intended = intended;
  const { line } = intended;
  const facts = line.project === "required" ? await projectOf(store, scene, intended) : undefined;
  if (facts !== undefined) attempt.project = facts.project.id;
  authorise(line, scene.actor, scene.place, facts);
  const agreement = facts === undefined ? engine.agreement : await store.agreements.of(facts.project.id);
  const env = readEnv(store, scene, agreement, facts);
  if (intended.errors !== undefined) throw await allErrors({ line, raw: intended.raw, errors: intended.errors }, env);
  if (intended.asks) {
    const form = await openForm(store, { intended, scene, env, project: facts?.project.id });
    return { outcome: "done", language: scene.language, form, caused: [], repeated: false };
  }
  const values = await readValues(line, intended.raw, env);
  if (intended.form !== undefined && !(await store.forms.use(intended.form))) throw formUsed();
  const known = facts ?? (line.reads === true ? await factsHere(store, scene) : undefined);
  if (intended.once !== undefined) await pressOnce(store, scene, intended.once, attempt.incoming);
  const trace: Trace = { refs: new Set<Ref>(), messages: [] };
  const surroundings = {
    ...{ actor: scene.actor, place: scene.place, language: scene.language, now, today: env.today, store, agreement },
    modelDrafts: engine.modelDrafts,
    help: (topic?: string) => helpContent(engine.registry, (other) => mayHere(other, scene, known), topic, scene.language),
  };
  const reply =
    line.project === "none"
      ? await line.run(values, freeContext(surroundings, attempt.request, trace))
      : await line.run(values, projectContext(surroundings, facts as ProjectFacts, attempt.request, trace));
  return record(store, engine, { attempt, intended, scene, facts, reply, trace, now });
}

/** The project that help is given about: the place's, or in a private chat the person's own. */
async function factsHere(store: Store, scene: Scene): Promise<ProjectFacts | undefined> {
  const own = scene.place.kind === "private" && !scene.actor.staff ? await store.projects.ofPerson(scene.actor.id) : [];
  const project = scene.bindings[0]?.project ?? own[0];
  return project === undefined ? undefined : store.projects.facts(project.id);
}

/** A press that takes effect once; the second person hears who did it and when. */
async function pressOnce(store: Store, scene: Scene, key: string, { conversation: { platform, tenant } }: Incoming): Promise<void> {
  const id = randomUUID();
  if (await store.requests.claim({ id, platform, tenant, key, at: scene.now })) {
    return store.requests.answer(id, { by: scene.actor.name, at: scene.now });
  }
  const first = (await store.requests.answered(platform, tenant, key))?.answer as { readonly by: string; readonly at: number } | undefined;
  throw refuse("press.already", { by: first?.by ?? "", at: first === undefined ? "" : at(first.at) });
}

const mayHere = (line: Line, scene: Scene, facts?: ProjectFacts): boolean =>
  line.by !== "card" && mayRun(line, scene.actor, facts) && fits(line, scene.place, scene.actor);

interface Done {
  readonly attempt: Attempt;
  readonly intended: Intended;
  readonly scene: Scene;
  readonly facts: ProjectFacts | undefined;
  readonly reply: Reply;
  readonly trace: Trace;
  readonly now: number;
}

/** Posts the reply, brings up to date what was said before, and writes the audit: all in the command's transaction. */
async function record(store: Store, engine: Engine, done: Done): Promise<Answer> {
  const { attempt, intended, scene, reply, trace, now } = done;
  const project = done.facts?.project.id ?? trace.opened ?? (await bornHere(store, scene, intended));
  const ownPlace = isInternal(scene.place, scene.actor) || intended.line.opensPlace === true;
  if (reply.audience === "ledger" && !ownPlace) throw new Error(`${intended.runs} answers with the ledger outside internal places`);
  const { to, question: _, ...content } = reply;
  const alone = to === "person" || (reply.audience === "ledger" && !(await becameInternal(store, scene)));
  const replyId = await store.messages.post({
    conversation: scene.place.conversation,
    content,
    saidAt: now,
    cause: attempt.request,
    ...(project === undefined ? {} : { project }),
    ...(alone && scene.place.kind !== "private" ? { visibleTo: scene.actor.id } : {}),
  });
  const edited = intended.line.reads === true || project === undefined ? [] : await engine.afterCommand(store, project, now);
  if (intended.line.reads !== true && reply.question !== true)
    await store.audit.add(auditOf({ intended, scene, project, refs: trace.refs, outcome: "done" }));
  return {
    outcome: "done",
    language: scene.language,
    reply,
    replyId,
    caused: [...new Set([...trace.messages, replyId, ...edited])],
    repeated: false,
  };
}

/** The project that a line outside any project has just made here. */
async function bornHere(store: Store, scene: Scene, intended: Intended): Promise<Id | undefined> {
  if (intended.line.opensPlace !== true) return undefined;
  return (await store.places.projectsOf(scene.place.conversation)).at(-1)?.project.id;
}

async function becameInternal(store: Store, scene: Scene): Promise<boolean> {
  if (isInternal(scene.place, scene.actor)) return true;
  return !scene.place.outsiders && (await store.places.projectsOf(scene.place.conversation)).some((binding) => binding.as === "internal");
}

async function runAsSystem(
  store: Store,
  engine: Engine,
  run: { readonly project: Id; readonly runs: string; readonly values: Readonly<Record<string, string>>; readonly now: number },
): Promise<void> {
  const found = engine.registry.line(run.runs);
  if (found === undefined || found.line.project !== "required") throw new Error(`No project line is called ${run.runs}`);
  await store.projects.lock(run.project);
  const facts = await store.projects.facts(run.project);
  const agreement = await store.agreements.of(run.project);
  const scene: Scene = {
    actor: { id: "system", handle: "startklar", name: "Startklar", staff: false },
    place: { conversation: facts.project.internal ?? run.project, kind: "internal", outsiders: false },
    bindings: [],
    language: facts.project.language,
    platform: "local",
    now: run.now,
  };
  authorise(found.line, scene.actor, scene.place, facts);
  const env = { ...readEnv(store, scene, agreement, facts), platform: "system" as const };
  const values = await readValues(found.line, run.values, env);
  const trace: Trace = { refs: new Set<Ref>(), messages: [] };
  const today = dayOf(run.now, agreement.calendar.timeZone);
  const help = (topic?: string) => helpContent(engine.registry, () => true, topic, scene.language);
  const { actor, place, language, now } = scene;
  await found.line.run(
    values,
    projectContext(
      { actor, place, language, now, today, store, agreement, modelDrafts: engine.modelDrafts, help },
      facts,
      undefined,
      trace,
    ),
  );
  await engine.afterCommand(store, run.project, run.now);
  const intended = { runs: run.runs, line: found.line, raw: run.values };
  await store.audit.add(auditOf({ intended, scene, platform: "system", project: run.project, refs: trace.refs, outcome: "done" }));
}
