import { SlackRefusal } from "./refusal.ts";
import type { World } from "./world.ts";

/** What lets the bot open a modal: three seconds, once, for the person who acted. */
export interface Triggers {
  issue(user: string): string;
  /** @throws SlackRefusal `invalid_arguments`, `exchanged_trigger_id`, `expired_trigger_id`. */
  exchange(trigger: string): string;
}

export function createTriggers(world: World, life = 3000): Triggers {
  const issued = new Map<string, { readonly user: string; readonly at: number; used: boolean }>();
  return {
    issue(user) {
      const id = `${Date.now()}.${world.newId("7")}.${world.newId("f").toLowerCase()}`;
      issued.set(id, { user, at: Date.now(), used: false });
      return id;
    },
    exchange(id) {
      const trigger = issued.get(id);
      if (trigger === undefined) throw SlackRefusal.because("invalid_arguments", ["invalid `trigger_id`"]);
      if (trigger.used) throw new SlackRefusal("exchanged_trigger_id");
      if (Date.now() - trigger.at > life) throw new SlackRefusal("expired_trigger_id");
      trigger.used = true;
      return trigger.user;
    },
  };
}
