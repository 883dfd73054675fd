import { createRequire } from "node:module";
import { dirname } from "node:path";
import express, { Router } from "express";
import { unavailable } from "../../bot/turn/unavailable.ts";
import { registerAsking } from "./asking.ts";
import { registerClockMove } from "./clock-move.ts";
import { BadRequest, errorDoor } from "./errors.ts";
import { jsonOnly, ownMachineOnly, pageHeaders } from "./guard.ts";
import { registerLooking } from "./looking.ts";
import { sent } from "./requests.ts";
import type { Register, Rooms } from "./rooms.ts";

const routes: readonly Register[] = [registerLooking, registerAsking, registerClockMove];

/** The folder of the page's plain files, wherever this file was compiled to. */
const page = dirname(createRequire(import.meta.url).resolve("#page/index.html"));

/** The page at `/` and the API under `/local/api`. */
export function localRouter(rooms: Rooms): Router {
  const router = Router();
  const door = errorDoor(rooms.log.failed, (error) => {
    const why = unavailable(error);
    return why === undefined ? undefined : rooms.words.text(rooms.language, why);
  });
  router.get("/", ownMachineOnly, pageHeaders, (_request, response) => response.sendFile("index.html", { root: page }));
  router.use("/page", ownMachineOnly, pageHeaders, express.static(page, { index: false, redirect: false }), door);
  router.use("/local/api", ownMachineOnly, jsonOnly, api(rooms), door);
  router.use(door);
  return router;
}

function api(rooms: Rooms): Router {
  const router = Router();
  router.param("id", (_request, _response, next, id: string) => {
    sent("id", id);
    next();
  });
  for (const register of routes) register(router, rooms);
  router.use((_request, _response) => {
    throw new BadRequest(404, "There is nothing here");
  });
  return router;
}
