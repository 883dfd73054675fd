import express from "express";
import { knownPerson } from "./asker.ts";
import { movedTo, wallClock } from "./clock.ts";
import { BadRequest } from "./errors.ts";
import { bodies, bodyLimit, bodyOf } from "./requests.ts";
import type { Register } from "./rooms.ts";
import { mayRead, viewOf } from "./timeline.ts";

/** Moves the clock and answers with what was said meanwhile; one move at a time. */
export const registerClockMove: Register = (router, rooms) => {
  const { timeline, conversations, time, timeZone } = rooms;
  const { clock } = time;
  let last: Promise<unknown> = Promise.resolve();
  const play = async (move: { readonly to: string } | { readonly advance: string }): Promise<readonly string[]> => {
    const said = new Set<string>();
    const forget = timeline.watch((message) => message.from === "startklar" && said.add(message.id));
    try {
      const now = await clock.now();
      const target = movedTo(now, move, timeZone);
      if (target > now) await time.playTo(target);
      await time.deliverNow();
    } finally {
      forget();
    }
    return [...said];
  };
  router.post("/clock", express.json({ limit: bodyLimit.other }), async (request, response) => {
    const move = bodyOf(bodies.clock, request);
    const viewer = move.as === undefined ? undefined : knownPerson(move.as);
    if (rooms.clockMoves === false)
      throw new BadRequest(409, "The clock stands with the real one while Slack or Teams is configured");
    // What cannot be is refused at once, and not after a move that is under way.
    movedTo(await clock.now(), move, timeZone);
    const turn = last.then(() => play(move));
    last = turn.catch(() => undefined);
    const messages = [];
    for (const id of await turn) {
      const message = await timeline.get(id);
      const conversation = message && (await conversations.get(message.in));
      if (message && conversation && mayRead(viewer, message, conversation)) messages.push(viewOf(message, viewer));
    }
    const now = wallClock(await clock.now(), timeZone);
    rooms.stream.tellAll("clock", now);
    response.json({ now, messages });
  });
};
