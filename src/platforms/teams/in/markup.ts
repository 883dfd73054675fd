/** A piece of what somebody wrote: words, or a mention. */
export type MarkupPiece = { readonly text: string } | { readonly at: string; readonly index?: number };

const named: Readonly<Record<string, string>> = {
  ...{
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: " ",
    ensp: " ",
    emsp: " ",
    thinsp: " ",
    shy: "",
    zwj: "\u200d",
    zwnj: "\u200c",
  },
  ...{
    aring: "å",
    auml: "ä",
    ouml: "ö",
    Aring: "Å",
    Auml: "Ä",
    Ouml: "Ö",
    eacute: "é",
    Eacute: "É",
    uuml: "ü",
    Uuml: "Ü",
  },
  ...{
    ndash: "–",
    mdash: "—",
    hellip: "…",
    lsquo: "‘",
    rsquo: "’",
    ldquo: "“",
    rdquo: "”",
    bdquo: "„",
    laquo: "«",
    raquo: "»",
  },
  ...{ euro: "€", sect: "§", deg: "°", frac12: "½", times: "×", bull: "•", middot: "·", zwsp: "" },
};

/** Text with its HTML entities written out, once: `&amp;lt;` is `&lt;`. */
export function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z][A-Za-z\d]{1,30}));/gu,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
    },
  );
}

// Every length has an end, so that nobody's message keeps us busy.
const mention = /<at(?:\s[^<>]{0,200})?>([\s\S]{0,300}?)<\/at>|<quoted\b[^<>]{0,200}>(?:\s{0,20}<\/quoted>)?/giu;

/** The pieces of a message's plain text: only mentions are markup in it, whatever else looks like it was typed. */
export function textPieces(text: string): readonly MarkupPiece[] {
  const pieces: MarkupPiece[] = [];
  let at = 0;
  for (const found of text.matchAll(mention)) {
    pieces.push({ text: decoded(text.slice(at, found.index)) });
    if (found[1] !== undefined) pieces.push({ at: decoded(found[1].replace(/<[^<>]*>/gu, "")) });
    at = found.index + found[0].length;
  }
  return [...pieces, { text: decoded(text.slice(at)) }];
}

const tag = /<!--[\s\S]{0,400}?-->|<(\/?)([a-zA-Z][\w:-]{0,40})((?:[^<>"']|"[^"]{0,4000}"|'[^']{0,4000}'){0,1000})>/gu;
const breaks = new Set([
  "p",
  "div",
  "li",
  "ul",
  "ol",
  "tr",
  "table",
  "pre",
  "codeblock",
  "blockquote",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
]);
const unseen = new Set(["script", "style", "head", "title", "attachment", "systemeventmessage"]);

/** An attribute's value, its entities written out. */
function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "iu").exec(attributes);
  return decoded(found?.[1] ?? found?.[2] ?? found?.[3] ?? "");
}

/** Nobody writes deeper than this. */
const deepest = 100;

interface Within {
  readonly tag: string;
  /** Where its pieces begin, for what is made of them when it ends. */
  readonly from: number;
  readonly as: "at" | "link" | "unseen" | "plain";
  readonly detail: string;
}

/**
 * The pieces of a message's rich text: paragraphs and breaks are lines, list items begin with a dash, a link is
 * followed by its address unless it says it already, an emoji is its character. What a reply quotes was said by
 * somebody else and is left out.
 */
export function htmlPieces(html: string): readonly MarkupPiece[] {
  const pieces: MarkupPiece[] = [];
  const open: Within[] = [];
  const hidden = (): boolean => open.some(({ as }) => as === "unseen");
  const say = (text: string): void => {
    if (text !== "" && !hidden()) pieces.push({ text });
  };
  /** Begins a new line, unless one has just begun. */
  const line = (): void => {
    const last = pieces.findLast((piece) => !("text" in piece) || piece.text !== "");
    if (last !== undefined && (!("text" in last) || !/\n[ \t]*$/u.test(last.text))) say("\n");
  };
  const words = (text: string): void => {
    const pre = open.some(({ tag: name }) => name === "pre" || name === "code" || name === "codeblock");
    say(decoded(pre ? text : text.replace(/[ \t\r\n]+/gu, " ")));
  };
  const close = ({ from, as, detail }: Within): void => {
    if (as !== "at" && as !== "link") return;
    const inner = pieces
      .splice(from)
      .map((piece) => ("text" in piece ? piece.text : `@${piece.at}`))
      .join("");
    if (as === "at") pieces.push({ at: inner.trim(), ...(/^\d{1,4}$/u.test(detail) ? { index: Number(detail) } : {}) });
    else say(linked(inner, detail));
  };
  let at = 0;
  for (const found of html.matchAll(tag)) {
    words(html.slice(at, found.index));
    at = found.index + found[0].length;
    const [, closing, name = "", attributes = ""] = found;
    const element = name.toLowerCase();
    if (name === "") continue;
    if (closing === "/") {
      const depth = open.findLastIndex(({ tag: one }) => one === element);
      for (const one of depth < 0 ? [] : open.splice(depth).toReversed()) close(one);
      if (breaks.has(element)) line();
      continue;
    }
    if (element === "br") say("\n");
    else if (element === "img" || element === "emoji")
      say(attribute(attributes, "alt").length <= 16 ? attribute(attributes, "alt") : "");
    else if (breaks.has(element)) line();
    if (element === "li") say("- ");
    if (
      /\/\s*$/u.test(attributes) ||
      element === "br" ||
      element === "img" ||
      element === "hr" ||
      open.length >= deepest
    )
      continue;
    open.push(within(element, attributes, pieces.length));
  }
  words(html.slice(at));
  for (const one of open.toReversed()) close(one);
  return pieces;
}

function within(element: string, attributes: string, from: number): Within {
  const type = attribute(attributes, "itemtype");
  const base = { tag: element, from };
  if (element === "at") return { ...base, as: "at", detail: attribute(attributes, "id") };
  if (type.endsWith("/Mention")) return { ...base, as: "at", detail: attribute(attributes, "itemid") };
  if (unseen.has(element) || element === "quoted" || (element === "blockquote" && type.endsWith("/Reply")))
    return { ...base, as: "unseen", detail: "" };
  if (element === "a") return { ...base, as: "link", detail: attribute(attributes, "href") };
  return { ...base, as: "plain", detail: "" };
}

function linked(label: string, href: string): string {
  const said = label.trim();
  const target = href.replace(/^(?:mailto|tel):/iu, "");
  if (said === "") return target;
  const same = (one: string): string =>
    one
      .replace(/^https?:\/\//iu, "")
      .replace(/\/$/u, "")
      .toLowerCase();
  if (same(said) === same(target)) return target === href && /^https?:/iu.test(href) ? href : label;
  return /^https?:/iu.test(href) ? `${label} (${href})` : label;
}

/** True for rich text that answers a message by quoting it. */
export const quotes = (html: string): boolean => /schema\.skype\.com\/Reply/u.test(html) || /<quoted\b/iu.test(html);
