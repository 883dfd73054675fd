import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { createProjectQueues, Taken } from "../../src/store/engine/project-queues.ts";

const free = async () => true;

test("work like that which took a project last waits for it before it begins; other work begins at once", async () => {
  const queues = createProjectQueues();
  const [first, second, other] = [queues.turn("place/log"), queues.turn("place/log"), queues.turn("place/status")];
  const waited: string[] = [];
  await first.foresee(() => void waited.push("first"));
  await first.take("p1", free);
  let begun = false;
  const waiting = second
    .foresee(() => void waited.push("second"))
    .then(() => {
      begun = true;
    });
  await other.foresee(() => void waited.push("other"));
  expect([waited, begun]).toEqual([["second"], false]);
  first.attempted();
  first.end();
  await waiting;
  await second.take("p1", free);
  second.attempted();
  second.end();
  const third = queues.turn("place/log");
  await third.foresee(() => void waited.push("third"));
  expect(waited, "nobody has it").toEqual(["second"]);
});

test("a guess that is wrong keeps nobody: another project may be taken, and whoever comes next goes on", async () => {
  const queues = createProjectQueues();
  const holder = queues.turn("place/log");
  await holder.take("p1", free);
  const [wrong, right] = [queues.turn("place/log"), queues.turn("place/log")];
  const [one, two] = [wrong.foresee(() => undefined), right.foresee(() => undefined)];
  holder.attempted();
  holder.end();
  await one;
  await wrong.take("p2", free);
  await two;
  await right.take("p1", free);
  await expect(queues.turn().take("p1", free)).rejects.toBeInstanceOf(Taken);
});

test("who takes a project that others wait for wakes none of them before it is over: each begins once", async () => {
  const queues = createProjectQueues();
  const begun: number[] = [];
  let taken = 0;
  await Promise.all(
    Array.from({ length: 6 }, async (_, number) => {
      const turn = queues.turn("place/log");
      await turn.foresee(() => undefined);
      for (let took = false; !took; ) {
        begun.push(number);
        try {
          // What is asked before it is known what is wanted.
          await wait(2);
          await turn.take("p1", free);
          took = true;
          taken += 1;
          await wait(20);
        } catch (error) {
          if (!(error instanceof Taken)) throw error;
          await turn.wait(error);
        } finally {
          turn.attempted();
        }
      }
      turn.end();
    }),
  );
  expect(taken).toBe(6);
  // The first six did not know what they would want: one of them got it, the others come once more.
  expect(begun).toHaveLength(11);
});

test("who has waited for something else already waits less for a project", async () => {
  const queues = createProjectQueues(() => 1_000);
  await queues.turn().take("p1", free);
  await expect(queues.turn(undefined, 1_000).wait(new Taken("p1"))).rejects.toMatchObject({ trouble: "busy" });
});
