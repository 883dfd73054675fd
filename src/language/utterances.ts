import { areCues, clock, type Turn, turnsOfCues } from "./cues.ts";
import { shown } from "./hidden-characters.ts";
import { instructs } from "./instruction-words.ts";
import { isLabelled } from "./minutes-labels.ts";

/**
 * A line of notes, or what somebody said at a time in a transcript: what an item of the minutes can be quoted from.
 */
export interface Utterance {
  /** From 1: the line of typed notes, or the turn of a transcript. */
  readonly number: number;
  /** As the source names them. */
  readonly speaker?: string;
  /** `HH:MM:SS` from the beginning. */
  readonly time?: string;
  /** In one line, composed letters; U+FFFD where a character stood that nobody sees. */
  readonly words: string;
  /** Characters that nobody sees stood in it: nothing is made of it. */
  readonly hidden: boolean;
}

interface Numbered extends Turn {
  readonly number: number;
}

/** What notes or a transcript consist of. */
export interface Spoken {
  readonly utterances: readonly Utterance[];
  /** People's own words, by speaker: no line of it is a note that somebody wrote about what was said. */
  readonly transcript: boolean;
}

const stamp = String.raw`[[(]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,]\d{1,3})?[\])]?`;
const name = String.raw`(\p{Lu}[^:\t\n]{0,60}?|\p{Lu}{2,3})`;
/** `[00:12:04] Name: words`, `00:12:04 Name: words`. */
const stampedFirst = new RegExp(String.raw`^\s*${stamp}\s*[-–]?\s*${name}:\s+(.*)$`, "u");
/** `Name (00:12:04): words`. */
const stampedLast = new RegExp(String.raw`^\s*${name}\s*[[(]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[\])]?\s*:\s+(.*)$`, "u");
/** `Name   0:03`, the words on the lines that follow (Teams, Zoom). */
const stampedHead = new RegExp(String.raw`^\s*${name}\s+${stamp}\s*$`, "u");
/** `00:12:04 Name`, the same the other way round. */
const headStamped = new RegExp(String.raw`^\s*${stamp}\s+${name}\s*$`, "u");
/** A time alone on its line (Meet). */
const loneStamp = new RegExp(String.raw`^\s*${stamp}\s*$`, "u");
const stampedWords = /^\s*[[(](?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,]\d{1,3})?[\])]\s*(\S.*)$/u;
const named = /^\s*(\p{Lu}[\p{L}\p{M}.'’ -]{0,50}?(?:\s*\([^()]{1,40}\))?):\s+(\S.*)$/u;

/**
 * Reads notes or a transcript: WebVTT, SubRip, lines with times and names (Teams, Zoom, Meet), a thread (`Name:`
 * before nearly every line), or typed notes, a line each. In time that grows with the length of the text.
 */
export function utterancesOf(text: string): Spoken {
  const seen = shown(
    text
      .replace(/^\ufeff/u, "")
      .normalize("NFC")
      .replace(/\r\n?/gu, "\n"),
  );
  const lines = seen.text.split("\n");
  const turns = areCues(lines) ? turnsOfCues(lines) : (turnsOfStamped(lines) ?? turnsOfThread(lines));
  // Of empty lines one after the other the first says all that they say.
  const typed = (): readonly Numbered[] => {
    let spoken = false;
    return lines.flatMap((words, index) => {
      if (words.trim() === "" && index > 0 && lines[index - 1]?.trim() === "") return [];
      const said = saidBy(words, spoken);
      spoken = said !== undefined;
      return [{ ...(said ?? { words }), number: index + 1 }];
    });
  };
  const utterances = (turns?.map((turn, index): Numbered => ({ ...turn, number: index + 1 })) ?? typed()).map(
    ({ number, speaker, time, words }): Utterance => ({
      number,
      ...(speaker !== undefined && { speaker: speaker.replace(/\s*\([^()]*\)\s*$/u, "") || speaker }),
      ...(time !== undefined && { time }),
      words: words.trim(),
      hidden: words.includes("\ufffd") || speaker?.includes("\ufffd") === true,
    }),
  );
  return { utterances, transcript: turns !== undefined };
}

/** In a voice of its own: of and to those who speak, or in answer. */
const ownVoice =
  /(?<!\p{L})(?:[Jj]ag|[Dd]u|[Nn]i|[Yy]ou|I(?=['’ ]))(?!\p{L})|\?\s*$|^(?:[Jj]a|[Nn]ej|[Nn]ä|[Nn]ja|[Jj]o|[Jj]app|[Vv]isst|[Oo]kej?|[Yy]es|[Nn]o|[Nn]ope|[Yy]ep|[Ss]ure)(?!\p{L})/u;
const wholeName = /^\p{Lu}\p{Ll}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*){1,3}$/u;

/**
 * *Karin Holm: jag skickar listan* among notes: her own words, and whose they are; just below somebody else's, whatever
 * they are.
 */
function saidBy(line: string, spoken: boolean): Turn | undefined {
  // What is an order with its name before it stays one.
  const [, speaker = "", words = ""] = (isLabelled(line) || instructs(line) ? null : named.exec(line)) ?? [];
  return wholeName.test(speaker) && (spoken || ownVoice.test(words)) ? { speaker, words } : undefined;
}

function turnsOfStamped(lines: readonly string[]): readonly Turn[] | undefined {
  const filled = lines.filter((line) => line.trim() !== "");
  const stamps = filled.filter((line) => hasStamp(line)).length;
  if (stamps < 2 || (stamps < filled.length / 8 && turnsOfThread(lines) === undefined)) return undefined;
  const turns: Turn[] = [];
  let speaker: string | undefined;
  let time: string | undefined;
  const say = (words: string) => {
    if (words.trim() !== "") turns.push({ ...(speaker && { speaker }), ...(time && { time }), words: words.trim() });
  };
  for (const line of filled) {
    const first = stampedFirst.exec(line);
    const last = stampedLast.exec(line);
    const head = stampedHead.exec(line);
    const turned = headStamped.exec(line);
    const lone = loneStamp.exec(line);
    const words = stampedWords.exec(line);
    const said = named.exec(line);
    if (first !== null) {
      [speaker, time] = [first[4]?.trim(), clock(first[1], first[2], first[3])];
      say(first[5] ?? "");
    } else if (last !== null) {
      [speaker, time] = [last[1]?.trim(), clock(last[2], last[3], last[4])];
      say(last[5] ?? "");
    } else if (head !== null) [speaker, time] = [head[1]?.trim(), clock(head[2], head[3], head[4])];
    else if (lone !== null) [speaker, time] = [undefined, clock(lone[1], lone[2], lone[3])];
    else if (turned !== null) [speaker, time] = [turned[4]?.trim(), clock(turned[1], turned[2], turned[3])];
    else if (words !== null) {
      [speaker, time] = [undefined, clock(words[1], words[2], words[3])];
      say(words[4] ?? "");
    } else if (said?.[1] !== undefined && !isLabelled(line)) {
      speaker = said[1];
      say(said[2] ?? "");
    } else say(line);
  }
  return turns;
}

const hasStamp = (line: string): boolean =>
  [stampedFirst, stampedLast, stampedHead, headStamped, loneStamp, stampedWords].some((form) => form.test(line));

/** Nearly every line begins with a name, and somebody speaks twice: a thread, or a transcript without times. */
function turnsOfThread(lines: readonly string[]): readonly Turn[] | undefined {
  const filled = lines.filter((line) => line.trim() !== "");
  const said = filled.map((line) => (isLabelled(line) ? null : named.exec(line)));
  const speakers = said.flatMap((match) => match?.[1] ?? []);
  const full = speakers.filter((speaker) => speaker.includes(" ")).length;
  if (speakers.length < 3 || speakers.length < filled.length * 0.6 || full < speakers.length / 2) return undefined;
  if (new Set(speakers).size === speakers.length) return undefined;
  let speaker: string | undefined;
  return filled.map((line, index) => {
    const match = said[index];
    speaker = match?.[1] ?? speaker;
    return { ...(speaker && { speaker }), words: match?.[2] ?? line };
  });
}
