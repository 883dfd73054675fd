import type { Language } from "../../messages/language.ts";
import { html, Markup } from "./markup.ts";
import { style } from "./style.ts";

/** One of our pages: a heading and what stands under it. */
export interface Page {
  readonly language: Language;
  readonly title: string;
  /** Said before the title where the browser shows it: that something is wrong is heard first. */
  readonly alert?: string;
  readonly body: Markup;
}

/** The whole document, without any script. */
export function documentOf({ language, title, alert, body }: Page): string {
  const named = alert === undefined ? title : `${alert}: ${title}`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${named} – Startklar</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
<article>
<p class="from">Startklar</p>
<h1>${title}</h1>
${body}
</article>
</main>
</body>
</html>
`.source;
}

/** Text as paragraphs, a line each. */
export const paragraphs = (...texts: readonly string[]): Markup =>
  html`${texts
    .flatMap((text) => text.split("\n"))
    .filter((text) => text.trim() !== "")
    .map((text) => html`<p>${text}</p>`)}`;
