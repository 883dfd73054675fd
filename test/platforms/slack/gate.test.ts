import { expect, test } from "vitest";
import { createGate } from "../../../src/platforms/slack/in/gate.ts";

test("so many are inside at a time, in order; whoever gives up is passed over", async () => {
  const gate = createGate(2);
  const entered: string[] = [];
  const tickets = ["a", "b", "c", "d", "e"].map((name) => {
    const ticket = gate("anna");
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

test("people are let in by turns: thirty lines of one keep nobody else waiting", async () => {
  const gate = createGate(1);
  const entered: string[] = [];
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const tickets = ["anna 1", "anna 2", "anna 3", "erik 1", "karin 1", "erik 2"].map((name) => {
    const ticket = gate(name.split(" ")[0] ?? "");
    ticket.turn.then(() => {
      entered.push(name);
      ticket.leave();
    });
    return ticket;
  });
  expect(tickets).toHaveLength(6);
  await settle();
  expect(entered).toEqual(["anna 1", "anna 2", "erik 1", "karin 1", "anna 3", "erik 2"]);
});
