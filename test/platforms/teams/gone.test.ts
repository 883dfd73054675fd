import { expect, test } from "vitest";
import { goneThen, isNews } from "../../../src/platforms/teams/who/gone.ts";

test.each([
  { before: undefined, why: "removed", now: "removed", news: true },
  { before: "removed", why: "removed", now: "removed", news: false },
  { before: "removed", why: "archived", now: "removed", news: false },
  { before: "removed", why: "teamDeleted", now: "removed", news: false },
  { before: "removed", why: "deleted", now: "deleted", news: true },
  { before: "archived", why: "removed", now: "archived", news: false },
  { before: "archived", why: "teamHardDeleted", now: "teamHardDeleted", news: true },
  { before: "teamDeleted", why: "missing", now: "teamDeleted", news: false },
  { before: "teamDeleted", why: "deleted", now: "deleted", news: true },
  { before: "deleted", why: "teamDeleted", now: "deleted", news: false },
  { before: "deleted", why: "teamHardDeleted", now: "deleted", news: false },
  { before: "missing", why: "teamDeleted", now: "teamDeleted", news: true },
  { before: "missing", why: "deleted", now: "deleted", news: false },
] as const)("a conversation gone for $before, then $why, is gone for $now", ({ before, why, now, news }) => {
  expect(goneThen(before, why)).toBe(now);
  expect(isNews(before, now)).toBe(news);
});
