import { seeded } from "./minutes-random.ts";

export interface Line {
  readonly speaker: string;
  readonly words: string;
}
export const styles = ["teams-vtt", "zoom-vtt", "plain-vtt", "meet-txt", "teams-txt", "srt", "stamped"] as const;
export type Style = (typeof styles)[number];

export interface Wanted {
  readonly as: Style;
  /** How long the meeting is. */
  readonly minutes: number;
  readonly seed: number;
  readonly language: "sv" | "en";
  readonly people: readonly string[];
  /** What was said that matters, in order. */
  readonly passages: readonly (readonly Line[])[];
}

/** What people say around what matters. */
const small: Readonly<Record<Wanted["language"], readonly string[]>> = {
  sv: [
    "Hör ni mig?",
    "Ja, du hörs bra.",
    "Jag delar skärmen nu.",
    "Ser ni min skärm?",
    "Mm.",
    "Precis.",
    "Ja, exakt.",
    "Okej.",
    "Det var en lång kö in till stan i morse.",
    "Hos oss snöade det hela helgen.",
    "Jag hämtar bara kaffe.",
    "Vänta, min katt.",
    "Det är lite så det brukar vara hos oss.",
    "Vi har haft det så i många år.",
    "Ska vi ta nästa punkt?",
    "Ja, gärna.",
    "Jag vet inte riktigt hur det fungerar idag.",
    "Det är många som ringer på måndagar.",
    "Jag tror att det blir bra.",
    "Det är ju en fråga om vana också.",
    "Ni kan ju fundera på det.",
    "Hur många är ni på kontoret?",
    "Vi är fjorton stycken.",
    "Ja, och sedan är det några på distans.",
    "Min son spelade match igår.",
    "Hur gick det?",
    "De förlorade med tre mål.",
    "Har ni sett den nya serien?",
    "Nej, jag ser aldrig på tv.",
    "Det låter rimligt.",
    "Vi får se hur det går.",
    "Jag ringer ofta dit själv och det tar tid.",
    "Man kan ju alltid önska sig mer.",
    "Ursäkta, jag var på ljudlöst.",
    "Det är skönt när det är fredag.",
    "Så, var var vi?",
    "Det står väl i kravlistan någonstans.",
    "Ja, det gör det.",
    "På den tiden hade vi en gammal växel i källaren.",
    "Den stod där och surrade.",
    "Haha, ja, den minns jag.",
    "Bra.",
    "Vi testade något liknande förra året.",
    "Det blev lite rörigt.",
    "Kan du upprepa det?",
    "Absolut.",
    "Om jag förstår rätt så är det så det fungerar.",
    "I sommar blir det säkert lugnare.",
    "Tack.",
    "Ja, nej, jag vet inte.",
  ],
  en: [
    "Can you hear me?",
    "Yes, loud and clear.",
    "I'm sharing my screen now.",
    "Mhm.",
    "Right.",
    "Exactly.",
    "Okay.",
    "Sure.",
    "Traffic was terrible this morning.",
    "It snowed all weekend here.",
    "I'll just grab a coffee.",
    "Sorry, I was on mute.",
    "That's how it usually works for us.",
    "We've had it like that for years.",
    "Shall we take the next point?",
    "Yes, please.",
    "I don't really know how it works today.",
    "A lot of people call on Mondays.",
    "I think it'll be fine.",
    "You could think about it.",
    "How many are you at the office?",
    "About fourteen.",
    "My son had a match yesterday.",
    "How did it go?",
    "They lost by three goals.",
    "Have you seen the new series?",
    "No, I never watch TV.",
    "That sounds reasonable.",
    "We'll see how it goes.",
    "I often call there myself and it takes ages.",
    "It's nice when it's Friday.",
    "So, where were we?",
    "It's in the list somewhere.",
    "Haha, yes, I remember that.",
    "We tried something like it last year.",
    "It got a bit messy.",
    "Could you say that again?",
    "Absolutely.",
    "If I understand it right that's how it works.",
    "Thanks.",
    "Yeah, no, I don't know.",
    "Good.",
  ],
};

/** A transcript as a program writes it: the passages, in order, in as much small talk as the time takes. */
export function transcriptOf(wanted: Wanted): string {
  const random = seeded(wanted.seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const each = 6.5;
  const between = Math.max(2, Math.floor((wanted.minutes * 60) / each / (wanted.passages.length + 1)));
  const talk = (): Line[] =>
    Array.from({ length: between }, () => ({
      speaker: wanted.as === "plain-vtt" ? "" : pick(wanted.people),
      words: pick(small[wanted.language]),
    }));
  const lines = [...talk(), ...wanted.passages.flatMap((passage) => [...passage, ...talk()])];
  let at = 0;
  return write[wanted.as](
    lines.map((line) => {
      const from = at;
      at += 2 + Math.round(random() * 9_000) / 1_000;
      return { ...line, from, to: at - 0.4 };
    }),
  );
}

interface Timed extends Line {
  readonly from: number;
  readonly to: number;
}
const two = (part: number): string => String(Math.floor(part)).padStart(2, "0");
const clock = (at: number): string => `${two(at / 3600)}:${two((at / 60) % 60)}:${two(at % 60)}`;
const exact = (at: number, mark: string): string =>
  `${clock(at)}${mark}${String(Math.floor((at % 1) * 1000)).padStart(3, "0")}`;
const short = (at: number): string => `${Math.floor(at / 60)}:${two(at % 60)}`;
const span = ({ from, to }: Timed, mark = "."): string => `${exact(from, mark)} --> ${exact(to, mark)}`;

const write: Readonly<Record<Style, (lines: readonly Timed[]) => string>> = {
  "teams-vtt": (lines) =>
    `WEBVTT\n\n${lines
      .map(
        (line, index) =>
          `5e1f0c2a-7b6d-4c1e-9a3b-${String(index).padStart(12, "0")}/${index}-0\n${span(line)}\n${broken(line)}\n`,
      )
      .join("\n")}`,
  "zoom-vtt": (lines) =>
    `WEBVTT\n\n${lines.map((line, index) => `${index + 1}\n${span(line)}\n${line.speaker}: ${line.words}\n`).join("\n")}`,
  "plain-vtt": (lines) =>
    `WEBVTT\nKind: captions\n\n${lines.map((line) => `${span(line)}\n${line.words}\n`).join("\n")}`,
  srt: (lines) =>
    lines.map((line, index) => `${index + 1}\r\n${span(line, ",")}\r\n${line.speaker}: ${line.words}\r\n`).join("\r\n"),
  stamped: (lines) => lines.map((line) => `[${clock(line.from)}] ${line.speaker}: ${line.words}`).join("\n"),
  "teams-txt": (lines) => lines.map((line) => `${line.speaker}   ${short(line.from)}\n${line.words}\n`).join("\n"),
  "meet-txt": (lines) =>
    lines
      .map((line, index) => `${index % 12 === 0 ? `\n${clock(line.from)}\n\n` : ""}${line.speaker}: ${line.words}`)
      .join("\n"),
};

/** Teams breaks what is long over two lines of a cue. */
function broken({ speaker, words }: Timed): string {
  const half = words.indexOf(" ", 30);
  const text = half === -1 ? words : `${words.slice(0, half)}\n${words.slice(half + 1)}`;
  return `<v ${speaker}>${text}</v>`;
}
