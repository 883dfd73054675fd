import { createHash } from "node:crypto";
import { callFile } from "../documents/call.ts";
import { basisFile, basisPaper } from "../documents/invoice/files.ts";
import type { InvoiceOrder } from "../documents/invoice/order.ts";
import { createPainter, type Painter } from "../documents/picture/picture.ts";
import { earlierBasis } from "../domain/invoice-reversal.ts";
import {
  basisFileName,
  type MadeBasis,
  type MadePaper,
  type MadePicture,
  madeFile,
  madeOf,
  type OpenedFile,
} from "../messages/made-file.ts";
import { phrase } from "../messages/phrase.ts";
import type { Picture } from "../messages/picture.ts";
import { isLedgerPicture, picturesOf } from "../messages/picture-block.ts";
import type { Words } from "../messages/words.ts";
import type { Job } from "../outbox/jobs.ts";
import { type BasisToKeep, keepBasisJob } from "../store/contract/jobs.ts";
import type { Database, Store } from "../store/store.ts";
import { paperName } from "./papers.ts";

export interface Files {
  get(id: string): Promise<OpenedFile | undefined>;
}

/** The files that messages show: what was handed in, and what is made as it is opened. */
export function filesOf(
  database: Pick<Database, "transaction" | "now">,
  words: Words,
  painter: Painter = createPainter(words),
): Files {
  return {
    async get(id) {
      const made = madeOf(id);
      if (made === undefined) return isId(id) ? database.transaction((store) => store.files.get(id)) : undefined;
      if (made.document === "picture") {
        const picture = await database.transaction((store) => shownIn(store, made));
        return picture && painted(picture, made);
      }
      if (made.document === "basis") {
        const order = await database.transaction((store) => basisIn(store, made));
        if (order === undefined) return undefined;
        return made.format === "pdf" ? basisPdf(order) : basisFile(order, made.format);
      }
      if (made.document === "paper") return database.transaction((store) => paperIn(store, made));
      const now = await database.now();
      return database.transaction((store) => callIn(store, made.of, words, now));
    },
  };

  /** The document that is kept of a closed basis, so that its digest is known; kept now where there is none (I1). */
  async function basisPdf(order: InvoiceOrder): Promise<OpenedFile> {
    const { facts, number, closedOn, basis } = order;
    const [project, about] = [facts.project.id, String(number)];
    const name = basisFileName(facts.project.code, number, "pdf");
    const type = "application/pdf";
    const kept = await database.transaction(async (store) => {
      const first = (await store.papers.all(project)).findLast((one) => one.kind === "invoice" && one.about === about);
      return first && (await store.papers.content(first.id));
    });
    if (kept !== undefined) return { name, content: kept.pdf, type };
    const { title, markdown, pdf } = await basisPaper(order);
    const at = await database.now();
    const paper = {
      ...({ kind: "invoice", about, version: 1, on: closedOn, at, by: basis.closedBy, lists: false } as const),
      name: paperName(words, facts.project, title),
      ...{ pdf, markdown, digest: createHash("sha256").update(pdf).digest("hex") },
    };
    await database.transaction((store) => store.papers.keep(project, paper));
    return { name, content: pdf, type };
  }

  /** Slow work: in no transaction. */
  async function painted(picture: Picture, { language, theme }: MadePicture): Promise<OpenedFile> {
    const content = await painter.paint(picture, { language, theme });
    return { name: words.text(language, phrase(`file.picture.${picture.kind}`)), content, type: "image/png" };
  }
}

/**
 * Keeps the document of a closed basis as if its file had been opened: what accounting gets in another way is the same,
 * and its digest is known (I1).
 */
export const keepingJob = (files: Files): Job => ({
  kind: keepBasisJob,
  async run(payload) {
    const { project, number } = payload as BasisToKeep;
    await files.get(madeFile({ document: "basis", of: project, number, format: "pdf" }, "").id);
  },
});

/**
 * The picture that a message shows; undefined where it shows none, or none any more. What is staff's
 * alone is shown by nothing but a message of the ledger (A1).
 */
async function shownIn(store: Store, { of, which }: MadePicture): Promise<Picture | undefined> {
  const message = isId(of) ? await store.messages.get(of) : undefined;
  const picture = message && picturesOf(message.content)[which];
  if (picture === undefined || (isLedgerPicture(picture) && message?.content.audience !== "ledger")) return undefined;
  return picture;
}

/** A basis that was closed, as it was then; undefined where there is none of that number (I1). */
export async function basisIn(
  store: Store,
  { of, number }: Pick<MadeBasis, "of" | "number">,
): Promise<InvoiceOrder | undefined> {
  const [facts] = isId(of) ? await store.projects.several([of]) : [];
  const closed = facts?.closedBases.find((one) => one.number === number);
  if (facts === undefined || closed === undefined) return undefined;
  const agreement = await store.agreements.of(of);
  const basis = (await store.bases.shown(of, number)) ?? earlierBasis(closed, facts, agreement.vat);
  return { facts, agreement, basis, number, closedOn: closed.closedOn };
}

/** A document as it was made; undefined where it ended with the lists in it. */
async function paperIn(store: Store, { of, format }: MadePaper): Promise<OpenedFile | undefined> {
  const paper = isId(of) ? await store.papers.get(of) : undefined;
  const content = paper && (await store.papers.content(of));
  if (paper === undefined || content === undefined) return undefined;
  return format === "pdf"
    ? { name: `${paper.name}.pdf`, content: content.pdf, type: "application/pdf" }
    : {
        name: `${paper.name}.md`,
        content: new TextEncoder().encode(content.markdown),
        type: "text/markdown; charset=utf-8",
      };
}

const isId = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u.test(text);

async function callIn(store: Store, id: string, words: Words, now: number): Promise<OpenedFile | undefined> {
  const project = await store.checkIns.projectOf(id);
  if (project === undefined) return undefined;
  const facts = await store.projects.facts(project);
  const call = facts.checkIns.find((one) => one.id === id);
  if (call === undefined) return undefined;
  const mails = new Map<string, string>();
  for (const member of new Set(facts.members.map((one) => one.id))) {
    const mail = (await store.people.accounts(member)).find(
      ({ email, gone }) => email !== undefined && gone === undefined,
    )?.email;
    if (mail !== undefined) mails.set(member, mail);
  }
  const file = callFile(facts, call, { words, agreement: await store.agreements.of(project), mails, now });
  return { name: `${call.ref}.ics`, ...file };
}
