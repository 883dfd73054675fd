import { dayOf } from "../../../messages/day.ts";
import type { HomeProject as Listed } from "../../../messages/platform.ts";
import { type HomeProject, mostProjects, renderHome } from "../draw/home.ts";
import type { Kit } from "./kit.ts";

/**
 * Draws a person's App Home anew: their projects, what waits for whom, and what they can start from there. `after`:
 * where the page before ended.
 */
export async function showHome({ directory, options, views }: Kit, user: string, after?: string): Promise<void> {
  const account = await directory.account(user);
  const { language, projects, ...page } = await options.home(account, { most: mostProjects, after });
  const today = dayOf(await options.now(), options.timeZone);
  const view = renderHome(options.words, language, projects.map(linked), { staff: account.staff, today, ...page });
  await views.publish(user, language, view);
}

const linked = ({ channel, ...project }: Listed): HomeProject => ({
  ...project,
  ...(channel && { url: `https://slack.com/app_redirect?channel=${channel.external}&team=${channel.tenant}` }),
});
