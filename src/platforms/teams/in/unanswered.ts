import { phrase } from "../../../messages/phrase.ts";
import type { Kit } from "./kit.ts";

/** What Teams asks of an app, and this one has no part in: words say so, where Teams shows words in answer to it. */
const spoken: ReadonlyMap<string, (say: string) => unknown> = new Map<string, (say: string) => unknown>([
  ...["query", "queryLink", "anonymousQueryLink", "selectItem", "querySettingUrl"].map(
    (search) =>
      [`composeExtension/${search}`, (say: string) => ({ composeExtension: { type: "message", text: say } })] as const,
  ),
  ["message/fetchTask", (value) => ({ task: { type: "message", value } })],
  ["config/fetch", (value) => ({ responseType: "config", config: { type: "message", value } })],
  ["config/submit", (value) => ({ responseType: "config", config: { type: "message", value } })],
]);

/** The answer to an invoke that no surface is for; undefined where Teams would show no words. */
export function unanswered({ answers }: Pick<Kit, "answers">, invoke: string): unknown {
  return spoken.get(invoke)?.(answers.words(undefined, phrase("teams.unavailable")));
}
