import type { Agreement } from "../../domain/agreement.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import type { Id } from "../../domain/units.ts";
import type { Reply } from "../../messages/content.ts";
import type { AuditEntry, Store } from "../../store/store.ts";
import type { Trace } from "../context.ts";
import type { After, Engine } from "../engine.ts";
import type { Answer } from "../incoming.ts";
import { auditOf } from "./audit.ts";
import type { Attempt } from "./door.ts";
import type { Intended } from "./intended.ts";
import { isInternal } from "./place.ts";
import { say } from "./said.ts";
import { languageOf, type Scene } from "./scene.ts";

/** A command that has run. */
export interface Done {
  readonly attempt: Attempt;
  readonly intended: Intended;
  readonly scene: Scene;
  readonly facts: ProjectFacts | undefined;
  /** The project's agreement, where the line was a project's. */
  readonly agreement: Agreement | undefined;
  readonly reply: Reply;
  readonly trace: Trace;
  readonly now: number;
  /** What it was given, for the history. */
  readonly details?: AuditEntry["details"];
}

/** Posts the reply, brings up to date what was said before, and writes the audit: all in the command's transaction. */
export async function record(store: Store, engine: Engine, done: Done): Promise<Answer> {
  const { attempt, intended, scene, trace, now } = done;
  const project = done.facts?.project.id ?? trace.opened;
  const about = trace.opened === undefined ? done.facts : await store.projects.facts(trace.opened);
  const { reply } = done;
  const ownPlace = isInternal(scene.place, scene.actor) || intended.line.opensPlace === true;
  if (reply.audience === "ledger" && !ownPlace)
    throw new Error(`${intended.runs} answers with the ledger outside internal places`);
  const alone = reply.to === "person" || (reply.audience === "ledger" && !(await becameInternal(store, scene)));
  const { request, incoming } = attempt;
  const agreement = done.agreement ?? engine.agreement;
  const said =
    reply.inCard === true
      ? { language: languageOf(scene, about?.project ?? attempt.about) }
      : await say(store, engine, {
          ...{ reply, alone, request, incoming, scene, project, agreement, now },
          about: about?.project ?? attempt.about,
        });
  const edited =
    intended.line.reads === true || project === undefined
      ? []
      : await engine.afterCommand(store, await afterOf(store, project, done));
  const changed = intended.line.reads !== true && reply.question !== true && reply.onlyShows !== true;
  if (changed)
    await store.audit.add(
      auditOf({ intended, scene, project, refs: trace.refs, outcome: "done", details: done.details }),
    );
  return {
    outcome: "done",
    ...said,
    took: changed ? { runs: intended.runs, project, refs: [...trace.refs] } : null,
    caused: [...new Set([...trace.messages, ...("replyId" in said ? [said.replyId] : []), ...edited])],
    repeated: false,
  };
}

async function afterOf(store: Store, project: Id, { agreement, now }: Done): Promise<After> {
  const facts = await store.projects.facts(project);
  return { facts, agreement: agreement ?? (await store.agreements.of(project)), now };
}

/** The channel that was just opened, or bound, is internal by now. */
async function becameInternal(store: Store, scene: Scene): Promise<boolean> {
  if (isInternal(scene.place, scene.actor)) return true;
  return (
    !scene.place.outsiders &&
    (await store.places.projectsOf(scene.place.conversation)).some((binding) => binding.as === "internal")
  );
}
