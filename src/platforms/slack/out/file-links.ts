import type { Content } from "../../../messages/content.ts";
import type { Links } from "../../hosting.ts";

/** Where each file of a message is opened, by our id, as far as our pages are reached. */
export async function linksTo({ files = [] }: Pick<Content, "files">, links: Pick<Links, "file">): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(files.map(async ({ id }) => [id, await links.file(id)] as const));
  return new Map(found.flatMap(([id, url]) => (url === undefined ? [] : [[id, url] as const])));
}
