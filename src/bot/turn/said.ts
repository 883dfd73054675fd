import type { Agreement } from "../../domain/agreement.ts";
import type { Project } from "../../domain/facts.ts";
import type { Id } from "../../domain/units.ts";
import type { Reply } from "../../messages/content.ts";
import type { Store } from "../../store/store.ts";
import type { Engine } from "../engine.ts";
import type { Answer, Incoming } from "../incoming.ts";
import { linesIn, linesOf } from "../lines/lines-in-language.ts";
import { storedFor } from "../shown-by.ts";
import { languageOf, type Scene } from "./scene.ts";

type About = Pick<Project, "language"> & Partial<Pick<Project, "id" | "code" | "internal" | "shared">>;

/** What is said to whoever asked, and where. */
interface Saying {
  readonly reply: Reply;
  /** Only the one who asked may see it. */
  readonly alone: boolean;
  readonly request: Id;
  readonly incoming: Incoming;
  readonly scene: Scene;
  readonly project: Id | undefined;
  /** What it is about: its language, where the place has none. */
  readonly about: About | undefined;
  readonly agreement: Agreement;
  readonly now: number;
}

/** Keeps a reply in its language, and asks the platform whether it shows it by itself. */
export async function say(store: Store, engine: Pick<Engine, "registry">, saying: Saying) {
  const { alone, request, incoming, scene, project } = saying;
  const language = languageOf(scene, saying.about);
  const code = projectToName(scene, saying.about);
  const told = code === undefined ? saying.reply : linesOf(engine.registry, saying.reply, code);
  const reply = linesIn(engine.registry, told, language, saying.agreement);
  const { to: _to, question: _question, onlyShows: _onlyShows, subject, ...content } = reply;
  // What is kept only until it has reached its reader is brought by the outbox, which knows when it has.
  const shownBy = reply.leaves === undefined ? incoming.shows?.(reply, alone) : undefined;
  const replyId = await store.messages.post({
    conversation: scene.place.conversation,
    content,
    subject,
    saidAt: saying.now,
    cause: request,
    thread: incoming.thread,
    project,
    visibleTo: alone && scene.place.kind !== "private" ? scene.actor.id : undefined,
    ...storedFor[shownBy ?? "outbox"],
  });
  return { language, reply, replyId, shownBy, alone: alone ? alone : undefined } satisfies Partial<Answer>;
}

/**
 * The code of what a line to copy is about, where a bare one would be about another project or none. In a private chat
 * it is asked which.
 */
function projectToName({ place, bindings }: Scene, about: About | undefined): string | undefined {
  if (about?.code === undefined || place.kind === "private") return undefined;
  const own = place.conversation === about.internal || place.conversation === about.shared;
  const isAlone = bindings.every(({ project }) => project.id === about.id);
  return own && isAlone ? undefined : about.code;
}
