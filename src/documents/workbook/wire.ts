import type { Finding } from "../../domain/data-finding.ts";
import type { GivenArea } from "../../domain/data-given.ts";
import type { DataRecord, HeldArea } from "../../domain/data-record.ts";
import type { Answer, HandInRead, Order } from "./orders.ts";
import { inPieces, type Pieces, together } from "./pieces.ts";

type HeldInPieces = Omit<HeldArea, "records"> & { readonly records: Pieces };
/** A piece of work as it goes to the thread: what is held beside it, in pieces. */
export interface WireOrder {
  readonly work: Order;
  readonly held: readonly HeldInPieces[];
}

interface ReadInPieces {
  readonly areas: readonly (Omit<GivenArea, "records"> & { readonly records: Pieces })[];
  readonly findings: Pieces;
  readonly rest: Omit<HandInRead["given"], "areas" | "findings">;
  /** What it is but for what was given. */
  readonly file: Omit<HandInRead, "given">;
}
/** An answer as it comes from the thread: what was read, in pieces. */
export type WireAnswer =
  | Exclude<Answer, { readonly is: "read" }>
  | { readonly is: "read"; readonly read: ReadInPieces };

/** What may be moved from one thread to the other instead of being copied. */
type Moved = readonly ArrayBuffer[];
const buffers = (pieces: readonly Pieces[]): Moved => pieces.flatMap((some) => some.map(({ buffer }) => buffer));

export async function packedOrder(work: Order): Promise<readonly [WireOrder, Moved]> {
  const held: HeldInPieces[] = [];
  for (const area of work.order.held) held.push({ ...area, records: await inPieces(area.records) });
  return [{ work: holding(work, []), held }, buffers(held.map(({ records }) => records))];
}

export async function unpackedOrder({ work, held }: WireOrder): Promise<Order> {
  const areas: HeldArea[] = [];
  for (const area of held) areas.push({ ...area, records: await together<DataRecord>(area.records) });
  return holding(work, areas);
}

function holding(work: Order, held: readonly HeldArea[]): Order {
  switch (work.do) {
    case "read":
      return { ...work, order: { ...work.order, held } };
    case "template":
      return { ...work, order: { ...work.order, held } };
    case "export":
      return { ...work, order: { ...work.order, held } };
  }
}

export async function packedAnswer(answer: Answer): Promise<readonly [WireAnswer, Moved]> {
  if (answer.is === "written") return [answer, buffers([[answer.content as Uint8Array<ArrayBuffer>]])];
  if (answer.is !== "read") return [answer, []];
  const { given, ...file } = answer.read;
  const { marked } = file;
  const { areas, findings, ...rest } = given;
  const packed: ReadInPieces["areas"][number][] = [];
  for (const area of areas) packed.push({ ...area, records: await inPieces(area.records) });
  const read = { areas: packed, findings: await inPieces(findings), rest, file };
  const moved = marked === undefined ? [] : [marked as Uint8Array<ArrayBuffer>];
  return [{ is: "read", read }, buffers([...packed.map(({ records }) => records), read.findings, moved])];
}

export async function unpackedAnswer(answer: WireAnswer): Promise<Answer> {
  if (answer.is !== "read") return answer;
  const { areas, findings, rest, file } = answer.read;
  const whole: GivenArea[] = [];
  for (const area of areas) whole.push({ ...area, records: await together<DataRecord>(area.records) });
  return {
    is: "read",
    read: { given: { ...rest, areas: whole, findings: await together<Finding>(findings) }, ...file },
  };
}
