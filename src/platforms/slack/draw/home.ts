import type { types } from "@slack/bolt";
import type { Day } from "../../../messages/day.ts";
import type { Language } from "../../../messages/language.ts";
import { type Phrase, type PhraseId, phrase, raw, type Text } from "../../../messages/phrase.ts";
import type { HomePage, HomeProject as Listed } from "../../../messages/platform.ts";
import type { Words } from "../../../messages/words.ts";
import { elementsOf, inline, type Run, run } from "./inline.ts";
import { limits } from "./limits.ts";
import { cut, plain, say, type Writing } from "./text.ts";

/** One project as the Home tab shows it. */
export interface HomeProject extends Omit<Listed, "channel"> {
  /** Opens the project's channel. */
  readonly url?: string;
}

/** What can be started from the Home tab: a line of the bot, in a project or outside any. */
const inProject = { status: "staff and customers", log: "staff", travel: "staff", task: "staff" } as const;
const anywhere = { open: "staff", portfolio: "staff", help: "staff and customers" } as const;

const action = "home:";
const code = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** The line that a press on the Home tab stands for (`log in:solbacken`); undefined when we drew no such button. */
export function homeLine(actionId: string, value: string | undefined): string | undefined {
  const name = actionId.startsWith(action) ? actionId.slice(action.length) : "";
  if (Object.hasOwn(anywhere, name)) return name;
  return Object.hasOwn(inProject, name) && value !== undefined && code.test(value) ? `${name} in:${value}` : undefined;
}

/** Where the page begins that a press on the Home tab asks for, "" for the first; undefined when it asks for none. */
export function homePage(actionId: string, value: string | undefined): string | undefined {
  return actionId === `${action}page` || actionId === `${action}first` ? (value ?? "") : undefined;
}

/**
 * Draws a person's Home tab: their projects, what waits for whom, hours left, and what they can start from here. What
 * one view does not hold is said, never dropped in silence.
 */
export function renderHome(
  words: Words,
  language: Language,
  portfolio: readonly HomeProject[],
  options: Partial<Pick<HomePage, "count" | "before" | "next" | "unknown">> & {
    readonly staff?: boolean;
    readonly today?: Day;
  } = {},
): types.HomeView {
  const { staff = true, today, count = portfolio.length, before = 0, unknown = 0, next } = options;
  const writing: Writing = { words, language, today };
  const shown = portfolio.slice(0, mostProjects);
  const isPart = before > 0 || shown.length < count;
  const place = phrase("portfolio.page", { from: before + 1, to: before + shown.length, count });
  return {
    type: "home",
    blocks: [
      { type: "header", text: plain(say(writing, phrase("slack.home.title")), limits.header) },
      { type: "actions", elements: buttons(writing, anywhere, staff) },
      ...(unknown > 0 ? [quiet(writing, phrase("portfolio.unknown", { count: unknown }))] : []),
      ...(shown.length === 0 && unknown === 0 ? [sectionOf(inline(writing, phrase("slack.home.none")))] : []),
      ...shown.flatMap((project) => projectBlocks(writing, project, staff)),
      ...(isPart ? [quiet(writing, place), ...pageButtons(writing, before, next, count - before - shown.length)] : []),
    ],
  };
}

/** A project takes three blocks, the frame of the view five. */
export const mostProjects = Math.floor((limits.viewBlocks - 5) / 3);

/** The ways to the next page and back to the first. */
function pageButtons(
  writing: Writing,
  before: number,
  next: string | undefined,
  left: number,
): readonly types.ActionsBlock[] {
  const button = (name: string, label: Phrase, value?: string): types.Button => ({
    type: "button",
    action_id: `${action}${name}`,
    value,
    text: plain(say(writing, label), limits.buttonText),
  });
  const onward =
    next === undefined
      ? []
      : [button("page", phrase("portfolio.button.next", { count: Math.min(left, mostProjects) }), next)];
  const back = before === 0 ? [] : [button("first", phrase("slack.home.first"))];
  const elements = [...onward, ...back];
  return elements.length === 0 ? [] : [{ type: "actions", elements }];
}

function projectBlocks(writing: Writing, project: HomeProject, staff: boolean): readonly types.KnownBlock[] {
  const rows: readonly (readonly [PhraseId, Text])[] = [
    ["slack.home.phase", project.phase],
    ["slack.home.waits", waitsOf(writing, project)],
    ...(project.hoursLeft === undefined ? [] : [["slack.home.hours", project.hoursLeft] as const]),
    ...(project.nextDate === undefined ? [] : [["slack.home.next", project.nextDate] as const]),
  ];
  const visit: readonly types.Button[] =
    project.url === undefined || project.url.length > limits.url
      ? []
      : [
          {
            type: "button",
            action_id: `${action}visit`,
            url: project.url,
            text: plain(say(writing, phrase("slack.home.visit")), limits.buttonText),
          },
        ];
  return [
    { type: "divider" },
    sectionOf([
      ...run(cut(`${project.customer} (${project.code})`, 500), { bold: true }),
      ...rows.flatMap(([label, value]) => [
        ...run(`\n${say(writing, phrase(label))}: `),
        ...shortened(inline(writing, value)),
      ]),
    ]),
    { type: "actions", elements: [...buttons(writing, inProject, staff, project.code), ...visit] },
  ];
}

function waitsOf(writing: Writing, { waits }: HomeProject): Text {
  if (waits.length === 0) return phrase("slack.home.nothing");
  return raw(waits.map((one) => say(writing, one)).join(", "));
}

/** As much of a value as a glance takes. */
function shortened(runs: readonly Run[]): readonly Run[] {
  const [only] = runs;
  return runs.length === 1 && only?.element.type === "text" ? run(cut(only.text, 500)) : runs;
}

function buttons(
  writing: Writing,
  lines: Readonly<Record<string, "staff" | "staff and customers">>,
  staff: boolean,
  value?: string,
): types.Button[] {
  return Object.entries(lines)
    .filter(([, who]) => staff || who !== "staff")
    .map(([name]) => ({
      type: "button",
      action_id: `${action}${name}`,
      value,
      text: plain(say(writing, phrase(`slack.home.${name}` as PhraseId)), limits.buttonText),
    }));
}

const sectionOf = (runs: readonly Run[]): types.RichTextBlock => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: elementsOf(runs) }],
});

const quiet = (writing: Writing, text: Phrase): types.ContextBlock => ({
  type: "context",
  elements: [plain(say(writing, text), limits.quiet)],
});
