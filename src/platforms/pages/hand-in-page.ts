import { endings } from "../../bot/files/kinds.ts";
import { largestFile } from "../../bot/files/limits.ts";
import type { Language } from "../../messages/language.ts";
import { at, type Phrase, phrase } from "../../messages/phrase.ts";
import type { Words } from "../../messages/words.ts";
import { html } from "./markup.ts";
import { documentOf, paragraphs } from "./page.ts";

/** The field that the file comes in. */
export const fileField = "file";

const megabyte = 1024 * 1024;
export const largestMegabytes = largestFile / megabyte;

/** What the hand-in page says, whatever came of it. */
export interface Handing {
  readonly words: Words;
  readonly language: Language;
  readonly channel: string;
  readonly who: string;
}

/** The page where one file is handed in; with what was wrong, if something was, and then still of use. */
export function formPage({ words, language, channel, who }: Handing, until: number, problem?: string): string {
  const say = (text: Phrase): string => words.text(language, text);
  const failed = problem === undefined ? undefined : say(phrase("handIn.problem"));
  const kinds = phrase("handIn.kinds", { megabytes: largestMegabytes });
  return documentOf({
    language,
    title: say(phrase("handIn.title")),
    alert: failed,
    body: html`${paragraphs(say(phrase("handIn.to", { channel, who })))}
${failed === undefined ? undefined : html`<div class="problem" id="problem" role="alert">${paragraphs(failed, problem ?? "")}</div>`}
<form method="post" enctype="multipart/form-data">
<label for="file">${say(phrase("handIn.choose"))}</label>
<input type="file" id="file" name="${fileField}" accept="${endings.join(",")}" required aria-describedby="${failed === undefined ? "kinds" : "problem kinds"}"${failed === undefined ? undefined : html` aria-invalid="true"`}>
<p class="hint" id="kinds">${say(kinds)}</p>
<button type="submit">${say(phrase("handIn.send"))}</button>
</form>
<p class="hint">${say(phrase("handIn.until", { until: at(until) }))}</p>`,
  });
}

/** The file is taken. */
export function donePage({ words, language, channel }: Handing, name: string): string {
  const say = (text: Phrase): string => words.text(language, text);
  const next = [phrase("handIn.done.next", { channel }), phrase("handIn.again", { channel })];
  return documentOf({
    language,
    title: say(phrase("handIn.done.title")),
    body: paragraphs(say(phrase("handIn.done", { name })), ...next.map(say)),
  });
}

/** The page was used before. */
export function usedPage({ words, language, channel }: Handing, used: number): string {
  const say = (text: Phrase): string => words.text(language, text);
  return documentOf({
    language,
    title: say(phrase("handIn.used.title")),
    body: paragraphs(say(phrase("handIn.used", { on: at(used) })), say(phrase("handIn.again", { channel }))),
  });
}
