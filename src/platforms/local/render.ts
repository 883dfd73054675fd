import type { Block, Content, FileLink } from "../../messages/content.ts";
import type { Day } from "../../messages/day.ts";
import type { Language } from "../../messages/language.ts";
import { instantsIn } from "../../messages/marks.ts";
import type { Text } from "../../messages/phrase.ts";
import { sizeOf } from "../../messages/picture.ts";
import { pictureWords } from "../../messages/picture-words.ts";
import { plainText } from "../../messages/plain.ts";
import type { Words } from "../../messages/words.ts";

/** A block in words: the neutral blocks as they are, in one language. */
export type LocalBlock =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: string; readonly tone?: "plain" | "success" | "warning" | "quiet" }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "facts"; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | {
      readonly kind: "table";
      readonly columns: readonly { readonly label: string; readonly align?: "right" }[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: "quote"; readonly text: string }
  | { readonly kind: "line"; readonly line: string }
  | {
      readonly kind: "buttons";
      readonly buttons: readonly {
        readonly id: string;
        readonly label: string;
        readonly style?: "primary" | "danger";
      }[];
    }
  | {
      readonly kind: "picture";
      /** All that it shows, in words. */
      readonly alt: string;
      readonly width: number;
      readonly height: number;
      readonly language: Language;
      /** Where it is opened, as the viewer. */
      readonly light?: string;
      readonly dark?: string;
    };

/** What a content says, in one language. */
interface Rendered {
  /** Everything that the blocks say. */
  readonly text: string;
  readonly blocks: readonly LocalBlock[];
  readonly actions: readonly { readonly id: string; readonly label: string }[];
  readonly files: readonly FileLink[];
  /** The instants that it names, as they are written, in ISO: the page knows its reader's zone. */
  readonly instants?: readonly { readonly text: string; readonly at: string }[];
}

/** Draws a content in words. Days of another year than that of `today`, the day when it was said, show theirs. */
export function renderContent(words: Words, language: Language, content: Content, today?: Day): Rendered {
  const blocks = content.blocks.map((block) => renderBlock({ words, language, today }, block));
  return {
    text: plainText(words, language, content, today),
    blocks,
    actions: blocks.flatMap((block) =>
      block.kind === "buttons" ? block.buttons.map(({ id, label }) => ({ id, label })) : [],
    ),
    files: content.files ?? [],
    ...instantsOf({ words, language, today }, content.blocks),
  };
}

function instantsOf({ words, language, today }: Writing, blocks: readonly Block[]): Pick<Rendered, "instants"> {
  const named = [...new Set(blocks.flatMap(textsOf).flatMap(instantsIn))];
  if (named.length === 0) return {};
  return {
    instants: named.map((at) => ({ text: words.text(language, { at }, today), at: new Date(at).toISOString() })),
  };
}

/** Every text that a block says in our words. */
function textsOf(block: Block): readonly Text[] {
  switch (block.kind) {
    case "heading":
    case "text":
      return [block.text];
    case "list":
      return block.items;
    case "facts":
      return block.rows.flatMap(({ label, value }) => [label, value]);
    case "table":
      return block.rows.flat();
    case "buttons":
      return block.buttons.map(({ label }) => label);
    case "quote":
    case "line":
    case "picture":
      return [];
  }
}

/** Draws what a person typed: shown as it is. */
export function renderTyped(text: string): Rendered {
  return { text, blocks: [{ kind: "text", text }], actions: [], files: [] };
}

interface Writing {
  readonly words: Words;
  readonly language: Language;
  readonly today?: Day | undefined;
}

function renderBlock({ words, language, today }: Writing, block: Block): LocalBlock {
  const say = (text: Text): string => words.text(language, text, today);
  switch (block.kind) {
    case "heading":
      return { kind: "heading", text: say(block.text) };
    case "text":
      return { ...block, text: say(block.text) };
    case "list":
      return { kind: "list", items: block.items.map((text) => say(text)) };
    case "facts":
      return { kind: "facts", rows: block.rows.map((row) => ({ label: say(row.label), value: say(row.value) })) };
    case "table":
      return {
        kind: "table",
        columns: block.columns.map((column) => ({ ...column, label: say(column.label) })),
        rows: block.rows.map((row) => row.map((text) => say(text))),
      };
    case "quote":
    case "line":
      return block;
    case "buttons":
      return {
        kind: "buttons",
        buttons: block.buttons.map(({ id, label, style }) => ({ id, label: say(label), style })),
      };
    case "picture":
      return { kind: "picture", alt: pictureWords(words, language, block.picture), ...sizeOf(block.picture), language };
  }
}
