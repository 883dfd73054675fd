import type { Id } from "../../domain/units.ts";
import type { Form, Reply } from "../../messages/content.ts";
import { phrase } from "../../messages/phrase.ts";
import type { Store } from "../../store/store.ts";
import type { ReadEnv } from "../field.ts";
import { formFor } from "../form.ts";
import type { Intended } from "./intended.ts";
import type { Scene } from "./scene.ts";

/** A form stays open for a working day. */
const formLife = 24 * 60 * 60 * 1000;

/** Where no form can be shown: a button that opens it, filled in with what was typed. */
export function formButton({ line, runs, raw }: Intended): Reply {
  const label = phrase("form.open");
  return {
    audience: "public",
    to: "person",
    question: true,
    blocks: [
      { kind: "text", text: phrase(line.summary) },
      { kind: "buttons", buttons: [{ id: "open-form", label, style: "primary", runs, values: raw, asks: true }] },
    ],
  };
}

/** Opens a form for a line: a row that only its opener can use, once. Only its id travels. */
export async function openForm(
  store: Store,
  open: { readonly intended: Intended; readonly scene: Scene; readonly env: ReadEnv; readonly project: Id | undefined },
): Promise<Form> {
  const { intended, scene, env, project } = open;
  const id = await store.forms.open({
    runs: intended.runs,
    conversation: scene.place.conversation,
    opener: scene.actor.id,
    prefill: intended.raw,
    expiresAt: scene.now + formLife,
    project,
    message: intended.message,
  });
  return { id, title: phrase(intended.line.summary), fields: await formFor(intended.line, intended.raw, env) };
}
