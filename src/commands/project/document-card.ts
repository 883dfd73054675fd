import type { ProjectContext } from "../../bot/command.ts";
import { audienceOfPaper, type PaperKind } from "../../domain/paper-kind.ts";
import type { Block, Button, Content, FileLink } from "../../messages/content.ts";
import { madeFile } from "../../messages/made-file.ts";
import { day, type Phrase, phrase, raw } from "../../messages/phrase.ts";
import type { KeptPaper } from "../../store/store.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";

/** Has a document made where it becomes useful. */
export const documentButton = (kind: PaperKind, about = ""): Button => ({
  id: `document-${kind}${about}`,
  label: phrase(`document.button.${kind}`),
  runs: "document",
  values: { paper: kind, ...(about !== "" && { about }) },
});

/** What a document is called: *Minutes M1*. */
export const paperWords = ({ kind, about }: Pick<KeptPaper, "kind" | "about">): Phrase =>
  phrase(`document.kind.${kind}`, { about, known: about === "" ? "no" : "yes" });

/** Both of its files. */
export const paperFiles = ({ id, name }: Pick<KeptPaper, "id" | "name">): readonly FileLink[] => [
  madeFile({ document: "paper", of: id, format: "pdf" }, `${name}.pdf`),
  madeFile({ document: "paper", of: id, format: "md" }, `${name}.md`),
];

/** What a document would say besides by now, or not any more. */
export interface PaperNews {
  readonly added: number;
  readonly gone: number;
  readonly lines: readonly string[];
}

interface Shown {
  readonly paper: KeptPaper;
  /** What it says is still there. */
  readonly isThere: boolean;
  readonly where: "shared" | "internal";
  readonly news?: PaperNews;
}

/** A document with its files, which version it is, and what has changed since (S2). */
export function paperContent({ facts }: ProjectContext, { paper, isThere, where, news }: Shown): Content {
  const { kind, about, version, on, digest } = paper;
  const values = { what: paperWords(paper), version, on: day(on) };
  const anew: Button = {
    ...{ id: "new", label: phrase("document.button.new"), runs: "document" },
    values: { paper: kind, new: "yes", ...(about !== "" && { about }) },
  };
  const share: Button = {
    ...{ id: "share", label: phrase("document.button.share"), runs: "document share", values: { id: paper.id } },
    ...{ style: "primary", once: true },
  };
  const audience = audienceOfPaper(kind);
  const mayShare = isThere && where === "internal" && audience !== "ledger" && facts.project.shared !== undefined;
  const buttons = [...(mayShare ? [share] : []), ...(news !== undefined || !isThere ? [anew] : [])];
  return {
    audience,
    blocks: [
      said(isThere ? "document.here" : "document.ended", values, isThere ? undefined : "warning"),
      ...(news === undefined ? [] : newsBlocks(news)),
      said("document.digest", { digest }, "quiet"),
      ...buttonsBlock(buttons),
    ],
    ...(isThere && { files: paperFiles(paper) }),
  };
}

const newsBlocks = ({ added, gone, lines }: PaperNews): readonly Block[] => [
  said("document.changed", { added, gone }, "warning"),
  ...(lines.length === 0 ? [] : [{ kind: "list", items: lines.map(raw) } as const]),
];
