import { dayOf } from "../../domain/calendar.ts";
import type { Id, Ref } from "../../domain/units.ts";
import type { Store } from "../../store/store.ts";
import { projectContext, type Trace } from "../context.ts";
import type { Engine } from "../engine.ts";
import { helpContent } from "../lines/help.ts";
import { readValues } from "../lines/read.ts";
import { auditOf } from "./audit.ts";
import { authorise } from "./authorise.ts";
import { readEnv, type Scene } from "./scene.ts";

/** Runs a line of a project as the system itself: the result of a job, with an audit entry of its own. */
export async function runAsSystem(
  store: Store,
  engine: Engine,
  run: {
    readonly project: Id;
    readonly runs: string;
    readonly values: Readonly<Record<string, string>>;
    readonly now: number;
  },
): Promise<void> {
  const found = engine.registry.line(run.runs);
  if (found === undefined || found.line.project !== "required")
    throw new Error(`No project line is called ${run.runs}`);
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
  const help = (topic?: string) => helpContent(engine.registry, () => true, topic, scene.language, agreement);
  const { actor, place, language, now } = scene;
  const { modelDrafts, sendsInvoices, log } = engine;
  const reply = await found.line.run(
    values,
    projectContext(
      {
        actor,
        place,
        language,
        now,
        today,
        store,
        agreement,
        modelDrafts,
        sendsInvoices,
        unreadable: log.unreadable,
        help,
      },
      facts,
      {
        trace,
        registry: engine.registry,
      },
    ),
  );
  await engine.afterCommand(store, { facts: await store.projects.facts(run.project), agreement, now: run.now });
  // Nothing has happened: there is nothing for the audit (L3).
  if (reply.onlyShows === true) return;
  const told = found.line.tells?.(values, facts) ?? [];
  const details = told.length === 0 ? undefined : told;
  const intended = { runs: run.runs, line: found.line, raw: run.values };
  await store.audit.add(
    auditOf({ intended, scene, platform: "system", project: run.project, refs: trace.refs, outcome: "done", details }),
  );
}
