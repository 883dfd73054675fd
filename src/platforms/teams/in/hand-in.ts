import type { IAdaptiveCard } from "@microsoft/teams.cards";
import { phrase } from "../../../messages/phrase.ts";
import { Unreachable } from "../../unreachable.ts";
import type { Answer } from "../options.ts";
import type { Arrived } from "./arrived.ts";
import type { Task } from "./dialogs.ts";
import type { Kit } from "./kit.ts";

/**
 * The page that goes with a form that takes files, since a dialog takes none; undefined for any other, and where there
 * is none.
 */
export async function pageFor(
  { directory, options }: Kit,
  { activity, ref }: Arrived,
  { form }: Answer,
): Promise<string | undefined> {
  if (form?.fields.some(({ type }) => type === "files") !== true) return undefined;
  try {
    const [account, place] = await Promise.all([directory.account(ref, activity.from), directory.place(ref)]);
    return await options.links.handIn(account, place);
  } catch (error) {
    if (error instanceof Unreachable) return undefined;
    throw error;
  }
}

/** The way to a page of ours that takes one file: opened in a browser, where every phone can pick one. */
export async function handIn({ directory, options, dialogs, turns }: Kit, arrived: Arrived): Promise<Task> {
  const { links, language, words, log } = options;
  const { activity, ref } = arrived;
  const may = await turns.take(arrived, { kind: "may" }, { by: "hand-in", carries: (_reply, alone) => alone });
  if (may.outcome !== "done") return dialogs.show(may, ref);
  try {
    const [account, place] = await Promise.all([directory.account(ref, activity.from), directory.place(ref)]);
    const url = await links.handIn(account, place);
    if (url === undefined) return dialogs.words(language, phrase("teams.hand-in.nowhere"));
    const card: IAdaptiveCard = {
      type: "AdaptiveCard",
      version: "1.5",
      lang: language,
      body: [{ type: "TextBlock", text: words.text(language, phrase("teams.hand-in.how")), wrap: true }],
      actions: [{ type: "Action.OpenUrl", title: words.text(language, phrase("teams.hand-in.open")), url }],
    };
    return dialogs.card(language, phrase("teams.hand-in.title"), card);
  } catch (error) {
    if (error instanceof Unreachable) return dialogs.words(language, phrase("teams.unreachable"));
    return dialogs.words(language, phrase("error.unexpected", { ref: log.failed(error) }));
  }
}
