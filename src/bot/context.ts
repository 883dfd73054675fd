import type { ProjectFacts } from "../domain/facts.ts";
import type { Id, Ref } from "../domain/units.ts";
import type { Content } from "../messages/content.ts";
import { LedgerInTheOpen } from "../store/records/messages.ts";
import type { Context, ProjectContext } from "./command.ts";
import { linesIn } from "./lines/lines-in-language.ts";
import { refuse } from "./refusal.ts";
import type { Registry } from "./registry.ts";

/** What a command did besides its reply, for the audit and for the answer. */
export interface Trace {
  readonly refs: Set<Ref>;
  readonly messages: Id[];
  /** The project that a line outside any project has opened. */
  opened?: Id;
}

/** The run of a command: what it is caused by, and what it leaves. */
export interface Run {
  readonly request?: Id;
  readonly trace: Trace;
  readonly registry: Registry;
}

/** What every handler works with, as dispatch knows it. */
export type Surroundings = Omit<Context, "inProject">;

/** What a handler outside any project works with. */
export function freeContext(surroundings: Surroundings, run: Run): Context {
  return {
    ...surroundings,
    async inProject(project) {
      run.trace.opened = project;
      return projectContext(surroundings, await surroundings.store.projects.facts(project), run);
    },
  };
}

/** What a handler of a project's line works with: everything it posts is caused by its request. */
export function projectContext(surroundings: Surroundings, facts: ProjectFacts, run: Run): ProjectContext {
  const { store, now } = surroundings;
  const { request, trace, registry } = run;
  const worded = (content: Content): Content =>
    linesIn(registry, content, facts.project.language, surroundings.agreement);
  const project = facts.project.id;
  return {
    ...surroundings,
    facts,
    inProject: async (opened) => projectContext(surroundings, await store.projects.facts(opened), run),
    reload: () => store.projects.facts(project),
    async nextRef(letter) {
      const ref = await store.projects.nextRef(project, letter);
      trace.refs.add(ref);
      return ref;
    },
    async post(where, content, subject) {
      const { project: current } = await store.projects.facts(project);
      const conversation = where === "shared" ? current.shared : current.internal;
      if (where === "shared" && conversation === undefined) {
        const bind = registry.serving("shared");
        throw refuse(
          "place.noShared",
          undefined,
          bind === undefined ? {} : { line: `${registry.runsOf(bind)} in:${current.code}` },
        );
      }
      if (conversation === undefined) return false;
      if (where === "internal" && (await store.places.get(conversation))?.outsiders !== false) return false;
      const cause = request === undefined ? {} : { cause: request };
      const message = { conversation, project, content: worded(content), saidAt: now, ...cause };
      trace.messages.push(await store.messages.post(subject === undefined ? message : { ...message, subject }));
      return true;
    },
    async revise(subject, content, conversation) {
      const message = await store.messages.bySubject(project, subject, conversation);
      if (message === undefined) return false;
      const next = typeof content === "function" ? content(message.content) : content;
      try {
        await store.messages.revise(message, worded(next));
      } catch (error) {
        const { project: current } = await store.projects.facts(project);
        if (!(error instanceof LedgerInTheOpen) || message.conversation !== current.internal) throw error;
        return false;
      }
      trace.messages.push(message.id);
      return true;
    },
  };
}
