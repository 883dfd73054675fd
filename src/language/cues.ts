import { isLabelled } from "./minutes-labels.ts";

/** What one person said at a time; `speaker` and `time` (`HH:MM:SS`) where the source tells them. */
export interface Turn {
  readonly speaker?: string;
  readonly time?: string;
  readonly words: string;
}

const timing = /^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,]\d{1,3}\s*-->\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}/;
const voice = /<v(?:\.[^\s>]*)?\s+([^>]+)>/giu;
const prefix = /^[-–]?\s*(\p{Lu}[^:<>]{0,60}?):\s+(?=\S)/u;
const ends = /[.!?…:]["”')\]]?$/u;
/** A sentence that a cue breaks is put together up to so many characters. */
const longest = 600;

/** Whether lines are those of subtitles: WebVTT (Teams, Zoom, Meet) or SubRip. */
export const areCues = (lines: readonly string[]): boolean =>
  /^\s*WEBVTT\b/u.test(lines[0] ?? "") || lines.slice(0, 60).some((line) => timing.test(line));

/**
 * The turns of WebVTT or SubRip. Headers, notes, styles, cue numbers, ids and time stamps go. Who speaks is told by
 * `<v Name>` or by `Name:` before the words. A sentence that goes on in the next cue of the same speaker is one.
 */
export function turnsOfCues(lines: readonly string[]): readonly Turn[] {
  const turns: Turn[] = [];
  let time: string | undefined;
  let text: string[] = [];
  const close = () => {
    if (time !== undefined && text.length > 0) for (const turn of spokenIn(text.join(" "), time)) add(turns, turn);
    text = [];
    time = undefined;
  };
  for (const line of lines) {
    const begins = timing.exec(line);
    if (begins !== null) {
      close();
      time = clock(begins[1], begins[2], begins[3]);
    } else if (line.trim() === "") close();
    else if (time !== undefined) text.push(line.trim());
  }
  close();
  return turns;
}

/** Hours, minutes and seconds as they were written, each two digits. */
export const clock = (hours = "0", minutes = "0", seconds = "0"): string =>
  [hours, minutes, seconds].map((part) => part.padStart(2, "0")).join(":");

function spokenIn(text: string, time: string): readonly Turn[] {
  const voices = [...text.matchAll(voice)];
  if (voices.length === 0) {
    const plain = plainOf(text);
    const named = isLabelled(plain) ? null : prefix.exec(plain);
    return named?.[1] === undefined
      ? [{ time, words: plain }]
      : [{ speaker: named[1].trim(), time, words: plain.slice(named[0].length).trim() }];
  }
  return voices.map((match, index) => ({
    speaker: plainOf(match[1] ?? ""),
    time,
    words: plainOf(text.slice(match.index + match[0].length, voices[index + 1]?.index)),
  }));
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  nbsp: " ",
  quot: '"',
  lrm: "",
  rlm: "",
};
const plainOf = (text: string): string =>
  text
    .replace(/<\/?(?:[cbiuv]|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>/giu, "")
    .replace(/&(amp|lt|gt|nbsp|quot|lrm|rlm);/gu, (_, name: string) => entities[name] ?? "")
    .replace(/\s+/gu, " ")
    .trim();

function add(turns: Turn[], turn: Turn): void {
  if (turn.words === "") return;
  const last = turns.at(-1);
  const goesOn =
    last !== undefined &&
    last.speaker === turn.speaker &&
    !ends.test(last.words) &&
    /^\p{Ll}/u.test(turn.words) &&
    last.words.length + turn.words.length < longest;
  if (goesOn) turns[turns.length - 1] = { ...last, words: `${last.words} ${turn.words}` };
  else turns.push(turn);
}
