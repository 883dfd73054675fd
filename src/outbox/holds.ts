import { TakenOver } from "../messages/platform.ts";
import type { Held } from "../store/contract/jobs.ts";

/** What this process has claimed, while it is being done. */
export interface Hold {
  /** @throws TakenOver when it is not ours any more, or was given back. */
  keep(): Promise<void>;
  /** Aborted when it was lost, or given back. */
  readonly signal: AbortSignal;
  end(): void;
}

export interface HoldsOptions {
  /** Returns what is still ours. */
  readonly renew: (held: readonly Held[], lease: number) => Promise<readonly string[]>;
  /** Milliseconds. */
  readonly lease: number;
  /** How often everything is renewed, milliseconds: several times within the lease, so that a beat may be lost. */
  readonly every: number;
  readonly failed: (error: unknown) => void;
}

/**
 * An answer that says that it is still ours is worth something for so long, milliseconds: whoever asked may have slept
 * before it was read.
 */
const fresh = 5_000;

/**
 * The leases of what is under way: all of them renewed in one statement while there are any. Each belongs to the claim
 * that took it, so that what slept does not take for its own what this process has claimed again since.
 */
export function createHolds({ renew, lease, every, failed }: HoldsOptions) {
  const held = new Map<Held, AbortController>();
  let beats: NodeJS.Timeout | undefined;

  async function beat(): Promise<void> {
    const asked = [...held.keys()];
    const ours = new Set(await renew(asked, lease));
    for (const one of asked) if (!ours.has(one.id)) held.get(one)?.abort(new TakenOver());
  }

  return {
    hold({ id, holder }: Held): Hold {
      const one = { id, holder };
      const lost = new AbortController();
      held.set(one, lost);
      beats ??= setInterval(() => void beat().catch(failed), every);
      return {
        signal: lost.signal,
        async keep() {
          for (;;) {
            const asked = performance.now();
            const ours = held.has(one) && (await renew([one], lease)).length > 0;
            if (!held.has(one) || !ours) throw new TakenOver();
            if (performance.now() - asked < fresh) return;
          }
        },
        end() {
          held.delete(one);
          lost.abort(new TakenOver());
          if (held.size > 0) return;
          clearInterval(beats);
          beats = undefined;
        },
      };
    },
  };
}
