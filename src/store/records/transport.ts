import { randomUUID } from "node:crypto";
import type { Forms, Jobs, Requests, StoredForm } from "../store.ts";
import { attemptAt } from "./clock.ts";
import type { Ending } from "./ending.ts";
import { changed, given, json, type Tx } from "./values.ts";

/** Forms are rows: only the id travels. */
export function formsIn(tx: Tx): Forms {
  return {
    async open({ project, conversation, opener, message, prefill, expiresAt, runs }) {
      const id = randomUUID();
      await tx.form.create({
        data: {
          id,
          runs,
          projectId: project ?? null,
          conversationId: conversation,
          openerId: opener,
          messageId: message ?? null,
          prefill: json(prefill),
          expiresAt: BigInt(expiresAt),
        },
        select: { id: true },
      });
      return id;
    },
    async get(id) {
      const row = await tx.form.findUnique({ where: { id } });
      if (row === null) return undefined;
      return given<StoredForm>({
        id,
        runs: row.runs,
        project: row.projectId,
        conversation: row.conversationId,
        opener: row.openerId,
        prefill: row.prefill as Readonly<Record<string, string>>,
        message: row.messageId,
        expiresAt: Number(row.expiresAt),
        used: row.used,
      });
    },
    async use(id) {
      return changed(await tx.form.updateMany({ where: { id, used: false }, data: { used: true } }));
    },
  };
}

const now = `select (extract(epoch from clock_timestamp()) * 1000)::bigint + "offset" as now from clock`;
/** Claims a key, and tells the business time: that of the claim, where it is not given. */
export const claimQuery = `with at as (${now}), claimed as (
    insert into requests (id, platform, tenant, key, at) select $1::uuid, $2, $3, $4, coalesce($5::bigint, at.now) from at
    on conflict do nothing returning id)
  select at.now, exists (select 1 from claimed) as claimed from at`;

/** Business time as one transaction sees it: asked for once. */
export function timeIn(tx: Tx) {
  let known: Promise<number> | undefined;
  return {
    now: () => {
      known ??= tx.$queryRawUnsafe<{ now: bigint }[]>(now).then(([row]) => Number(row?.now));
      return known;
    },
    told(instant: number) {
      known ??= Promise.resolve(instant);
    },
  };
}

/** The transport's once. A second claim of a key waits for the first to commit, then hears that it is known. */
export function requestsIn(
  tx: Tx,
  time: Pick<ReturnType<typeof timeIn>, "told">,
  ending: Pick<Ending, "answer">,
): Requests {
  return {
    async claim({ id, platform, tenant, key, at }) {
      const [row] = await tx.$queryRawUnsafe<{ now: bigint; claimed: boolean }[]>(
        claimQuery,
        id,
        platform,
        tenant,
        key,
        at ?? null,
      );
      if (row === undefined) throw new Error("The clock has no row.");
      time.told(Number(row.now));
      return row.claimed;
    },
    answer: (id, answer) => ending.answer(id, answer),
    async release(id) {
      await tx.request.delete({ where: { id }, select: { id: true } });
    },
    async answered(platform, tenant, key) {
      const row = await tx.request.findUnique({ where: { platform_tenant_key: { platform, tenant, key } } });
      return row?.answered === true ? { id: row.id, answer: row.answer } : undefined;
    },
    async caused(id) {
      const rows = await tx.message.findMany({ where: { cause: id }, orderBy: { seq: "asc" }, select: { id: true } });
      return rows.map((row) => row.id);
    },
  };
}

/** `queued` hears that the worker has something to do after the commit. */
export function jobsIn(tx: Tx, queued: () => void): Jobs {
  return {
    async add({ name: kind, lane }, payload, dueAt = 0) {
      const id = randomUUID();
      // Whoever moves the clock meanwhile waits: what is added is moved with it, or was added by the moved clock.
      const added = `insert into jobs (id, kind, lane, payload, due_at, next_attempt_at)
        select $1::uuid, $2, $3, $4::json, $5::bigint, ${attemptAt("$5::bigint")} from clock c${dueAt > 0 ? " for share" : ""}`;
      await tx.$executeRawUnsafe(added, id, kind, lane, JSON.stringify(payload ?? null), BigInt(dueAt));
      queued();
      return id;
    },
    async addEach({ name: kind, lane }, payloads) {
      await tx.$executeRaw`
        insert into jobs (id, kind, lane, payload)
        select gen_random_uuid(), ${kind}, ${lane}, p.value from json_array_elements(${JSON.stringify(payloads)}::json) with ordinality p(value, at) order by p.at`;
      queued();
    },
  };
}
