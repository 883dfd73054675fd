import { randomBytes } from "node:crypto";
import { dayOf } from "../../domain/calendar.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import type { Id } from "../../domain/units.ts";
import type { Block, Form, Reply } from "../../messages/content.ts";
import type { Language } from "../../messages/language.ts";
import { type Phrase, phrase } from "../../messages/phrase.ts";
import type { Store } from "../../store/store.ts";
import type { Engine } from "../engine.ts";
import { formFor } from "../form.ts";
import type { Answer, Incoming } from "../incoming.ts";
import { wholeLine } from "../labels.ts";
import { correctedLine } from "../lines/line-text.ts";
import { FieldErrors, offering, Refusal } from "../refusal.ts";
import { auditOf } from "./audit.ts";
import type { Intended } from "./intended.ts";
import { offeredTo } from "./offered.ts";
import { isInternal } from "./place.ts";
import { say } from "./said.ts";
import { languageOf, readEnv, type Scene, setScene } from "./scene.ts";
import { unavailable } from "./unavailable.ts";

/** How far a request came before it was stopped. */
export interface Attempt {
  readonly request: Id;
  /** Spoken before the scene is known. */
  readonly language: Language;
  readonly incoming: Incoming;
  /** What lists go by has been worked out for it. */
  listed?: true;
  scene?: Scene;
  intended?: Intended;
  project?: Id;
  /** What it is about. */
  about?: { readonly language: Language };
}

type Once = (store: Store, attempt: Attempt, work: (now: number) => Promise<Answer>) => Promise<Answer>;

/**
 * The one error door: words what stopped a request, for the person who made it. The command's transaction is rolled
 * back; only the refusal itself is kept, and its record where a role was refused (L3). Nothing typed is lost: a form
 * comes back filled in. When it is the database that stopped it, the refusal is not kept either: it is only said.
 */
export async function answerProblem(engine: Engine, attempt: Attempt, problem: unknown, once: Once): Promise<Answer> {
  const fields = fieldsOf(problem, attempt);
  if (fields !== undefined) {
    return { outcome: "invalid", language: spokenIn(engine, attempt), errors: fields, caused: [], repeated: false };
  }
  const without = unavailable(problem);
  if (without !== undefined) {
    report(engine, attempt, problem);
    return unkept(attempt, new Refusal(without));
  }
  const refusal = wordsOf(engine, attempt, problem);
  try {
    return await engine.database.transaction((store) =>
      once(store, attempt, (now) => keepRefusal(store, engine, attempt, refusal, now)),
    );
  } catch (error) {
    report(engine, attempt, error);
    return unkept(attempt, refusal.refusal);
  }
}

/** An answer that could not be stored: for the one who asked. */
function unkept(attempt: Attempt, refusal: Refusal): Answer {
  const language = attempt.scene?.language ?? attempt.language;
  return {
    outcome: "failed",
    language,
    reply: replyOf({ refusal, outcome: "failed" }, false),
    alone: true,
    caused: [],
    repeated: false,
  };
}

/** Errors that belong at a form's fields. */
function fieldsOf(problem: unknown, attempt: Attempt): Readonly<Record<string, Phrase>> | undefined {
  if (attempt.intended?.form === undefined) return undefined;
  if (problem instanceof FieldErrors) return problem.errors;
  if (problem instanceof Refusal && problem.help.field !== undefined)
    return { [problem.help.field]: offering(problem.why, false) };
  return undefined;
}

interface Worded {
  readonly refusal: Refusal;
  readonly outcome: "refused" | "failed";
}

function wordsOf(engine: Engine, attempt: Attempt, problem: unknown): Worded {
  const { intended } = attempt;
  if (problem instanceof Refusal) {
    engine.log.refused({ runs: intended?.runs ?? "", reason: problem.why.say, actor: attempt.scene?.actor.id ?? "" });
    return { refusal: problem, outcome: "refused" };
  }
  if (problem instanceof FieldErrors && intended !== undefined) {
    const because = Object.values(problem.errors);
    const line = intended.message === undefined ? lineToCopy(engine, attempt, intended, problem) : undefined;
    const [first, ...rest] = because;
    return {
      refusal: new Refusal(first ?? phrase("line.wrong"), { because: rest, line }),
      outcome: "refused",
    };
  }
  return {
    refusal: new Refusal(phrase("error.unexpected", { ref: report(engine, attempt, problem) })),
    outcome: "failed",
  };
}

const spokenIn = (engine: Engine, { about, scene }: Attempt): Language =>
  scene === undefined ? engine.language : languageOf(scene, about);

/** The corrected line; none where it would run without something that was typed. */
function lineToCopy(engine: Engine, attempt: Attempt, intended: Intended, problem: FieldErrors): string | undefined {
  const { line, raw, named } = intended;
  const instead = { ...intended.instead, ...problem.instead };
  const isWhole = Object.keys(problem.errors).every((name) => name === wholeLine || Object.hasOwn(instead, name));
  if (intended.lost === true && isWhole) return undefined;
  const more = { instead, agreement: engine.agreement, project: named };
  return correctedLine(engine.registry, line, raw, problem.errors, spokenIn(engine, attempt), more);
}

function report(engine: Engine, attempt: Attempt, error: unknown): string {
  const ref = randomBytes(3).toString("hex");
  engine.log.failed({ ref, runs: attempt.intended?.runs ?? "", error });
  return ref;
}

async function keepRefusal(
  store: Store,
  engine: Engine,
  attempt: Attempt,
  worded: Worded,
  now: number,
): Promise<Answer> {
  const { refusal, outcome } = worded;
  const scene = await setScene(store, engine, attempt.incoming, now);
  const { intended, project } = attempt;
  const facts = project === undefined ? undefined : await store.projects.facts(project);
  // An agreement that cannot be read may be what went wrong.
  const agreement = await agreementAbout(store, engine, outcome === "failed" ? undefined : project);
  const here = facts ?? (await factsHere(store, scene, refusal));
  const today = dayOf(now, agreement.calendar.timeZone);
  const reader = { ...scene, facts: here, supplier: agreement.supplier, today };
  const reply = replyOf(
    { ...worded, refusal: offeredTo(engine.registry, reader, refusal) },
    isInternal(scene.place, scene.actor),
  );
  const { request, incoming } = attempt;
  const said = await say(store, engine, {
    reply,
    alone: true,
    request,
    incoming,
    scene,
    project,
    about: facts?.project ?? attempt.about,
    agreement,
    now,
  });
  if (refusal.help.recorded === true && intended !== undefined) {
    await store.audit.add(
      auditOf({ intended, scene, project, refs: new Set(), outcome: "refused", reason: refusal.why.say }),
    );
  }
  const form = intended?.form === undefined ? undefined : await sameForm(store, engine, attempt, intended, scene);
  return { outcome, ...said, form, caused: [said.replyId], repeated: false };
}

/** What the words of a line are read in: a project's own agreement, where it is about one. */
const agreementAbout = (store: Store, engine: Engine, project: Id | undefined) =>
  project === undefined ? engine.agreement : store.agreements.of(project);

/** The place's project, where a refusal offers lines before it is known which project it is about. */
const factsHere = async (store: Store, { bindings }: Scene, { help }: Refusal): Promise<ProjectFacts | undefined> =>
  bindings[0] === undefined || (help.line ?? help.lines?.[0]) === undefined
    ? undefined
    : store.projects.facts(bindings[0].project.id);

/** The form that was refused, filled in as it was. */
async function sameForm(
  store: Store,
  engine: Engine,
  attempt: Attempt,
  intended: Intended,
  scene: Scene,
): Promise<Form | undefined> {
  const stored = intended.form === undefined ? undefined : await store.forms.get(intended.form);
  if (stored === undefined || stored.used) return undefined;
  const facts = attempt.project === undefined ? undefined : await store.projects.facts(attempt.project);
  const agreement = await agreementAbout(store, engine, attempt.project);
  const fields = await formFor(intended.line, intended.raw, readEnv(store, scene, agreement, facts));
  return { id: stored.id, title: phrase(intended.line.summary), fields };
}

function replyOf({ refusal }: Worded, internal: boolean): Reply {
  const { because = [], next, line, lines = [], buttons = [] } = refusal.help;
  const blocks: Block[] = [{ kind: "text", text: refusal.why, tone: "warning" }];
  if (because.length > 0) blocks.push({ kind: "list", items: because });
  if (next !== undefined) blocks.push({ kind: "text", text: next });
  if (line !== undefined) blocks.push({ kind: "line", line });
  blocks.push(...lines.map((one): Block => ({ kind: "line", line: one })));
  if (buttons.length > 0) blocks.push({ kind: "buttons", buttons });
  return { audience: internal ? "ledger" : "public", blocks, to: "person" };
}
