import { expect, test } from "vitest";
import { createGate } from "../../../src/platforms/slack/in/gate.ts";

test("so many are inside at a time, in order; whoever gives up is passed over", async () => {
  const gate = createGate(2);
  const entered: string[] = [];
  const tickets = ["a", "b", "c", "d", "e"].map((name) => {
    const ticket = gate();
    ticket.turn.then((came) => entered.push(came ? name : `not ${name}`));
    return ticket;
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  await settle();
  expect(entered).toEqual(["a", "b"]);
  tickets[2]?.giveUp();
  tickets[0]?.leave();
  await settle();
  expect(entered).toEqual(["a", "b", "not c", "d"]);
  tickets[3]?.giveUp();
  tickets[1]?.leave();
  tickets[3]?.leave();
  await settle();
  expect(entered.at(-1)).toBe("e");
});
