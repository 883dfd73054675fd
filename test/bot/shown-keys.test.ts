import { expect, test } from "vitest";
import { shownFieldsOf } from "../../src/bot/inputs.ts";
import { keyIn } from "../../src/bot/labels.ts";
import { createRegistry } from "../../src/bot/registry.ts";
import { fold } from "../../src/language/fold.ts";
import { agreements, commands } from "../support/commands.ts";

test("the key that a line shows is one word as people write it, and is read", () => {
  const registry = createRegistry(commands, agreements);
  const odd = commands.flatMap(({ lines }) =>
    lines.flatMap((line) =>
      shownFieldsOf(line).flatMap(([name, { kind }]) =>
        (["sv", "en"] as const).flatMap((language) => {
          const key = keyIn(name, kind, language);
          const known = registry.wordsFor(line);
          const isRead = known.keys.has(fold(key)) || known.flags.has(fold(key));
          return isRead && !/\p{Lu}/u.test(key) ? [] : [`${registry.runsOf(line)} ${key}`];
        }),
      ),
    ),
  );
  expect(odd).toEqual([]);
});
