import { createHash } from "node:crypto";
import type { Id, Ref } from "../../domain/units.ts";
import type { PlatformName } from "../../messages/platform.ts";
import type { AuditEntry } from "../../store/store.ts";
import type { Intended } from "./intended.ts";
import type { Scene } from "./scene.ts";

/**
 * The audit's entry of a command: who, when, where and which values; people's own words stay out of it, but for their
 * digest.
 */
export function auditOf(done: {
  readonly intended: Pick<Intended, "runs" | "line" | "raw">;
  readonly scene: Scene;
  readonly platform?: PlatformName | "system";
  readonly project: Id | undefined;
  readonly refs: ReadonlySet<Ref>;
  readonly outcome: AuditEntry["outcome"];
  readonly reason?: string;
  readonly details?: AuditEntry["details"];
}): AuditEntry {
  const { intended, scene, project, refs, outcome, reason, details } = done;
  const fields = Object.keys(intended.raw).sort();
  const named = fields.flatMap((field) => referencesIn(intended.raw[field]));
  return {
    at: scene.now,
    actor: { id: scene.actor.id, name: scene.actor.name },
    platform: done.platform ?? scene.platform,
    conversation: scene.place.conversation,
    runs: intended.runs,
    outcome,
    refs: [...new Set([...refs, ...named])],
    fields,
    digest: createHash("sha256")
      .update(JSON.stringify(fields.map((field) => [field, intended.raw[field]])))
      .digest("hex"),
    project,
    reason,
    details,
  };
}

const referencesIn = (value: string | undefined): readonly Ref[] =>
  value !== undefined && /^[RXCTHVMFP]\d{1,6}$/i.test(value) ? [value.toUpperCase()] : [];
