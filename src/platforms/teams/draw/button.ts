import type { Action, IActionSet, IExecuteAction, ISubmitAction } from "@microsoft/teams.cards";
import type { Button } from "../../../messages/content.ts";
import { cut } from "../../../messages/cut.ts";
import { phrase } from "../../../messages/phrase.ts";
import { limits } from "./limits.ts";
import { type ElementPiece, pieceOf } from "./piece.ts";
import { say, type Writing } from "./text.ts";

/** The verb of every press that runs a line. */
const pressVerb = "press";
/** What Teams opens a dialog by. */
const opens = { msteams: { type: "task/fetch" } } as const;
const styles = { primary: "positive", danger: "destructive" } as const;

/**
 * A button of our message: it carries the message's id and its own, nothing else. One that asks for more opens a
 * dialog, any other runs its line.
 */
export function buttonAction(writing: Writing, message: string, button: Button): Action {
  const look = {
    title: titled(say(writing, button.label)),
    ...(button.style === undefined ? {} : { style: styles[button.style] }),
  };
  if (button.asks === true) {
    return {
      type: "Action.Submit",
      ...look,
      data: { ...opens, open: "press", message, button: button.id },
    } as ISubmitAction;
  }
  return executed({ ...look, verb: pressVerb, data: { message, button: button.id } });
}

/**
 * A press that is answered in its own invoke. Some phones and older clients do nothing with such a button: they draw
 * its fallback, which brings the same ids as a message.
 */
function executed({ verb, ...press }: Pick<IExecuteAction, "title" | "style" | "verb" | "data">): Action {
  return { type: "Action.Execute", ...press, verb, fallback: { type: "Action.Submit", ...press } as ISubmitAction };
}

/** *Show*: what is for one person alone is shown to them in answer, else in a dialog. */
export function showAction(title: string, message: string): Action {
  const fallback = { type: "Action.Submit", title, data: { ...opens, open: "show", message } } as ISubmitAction;
  return { type: "Action.Execute", title, verb: "show", data: { message }, fallback };
}

/** *Hand in file*: opens the way to a page of ours, since a conversation of Teams takes no files for a bot. */
export function handInAction(writing: Writing): Action {
  return {
    type: "Action.Submit",
    title: titled(say(writing, phrase("teams.hand-in"))),
    data: { ...opens, open: "hand-in" },
  } as ISubmitAction;
}

/** A link that is opened in a browser. */
export const linkAction = (name: string, url: string): Action => ({ type: "Action.OpenUrl", title: titled(name), url });

/** As many letters of buttons stand side by side on a telephone. */
const lettersInARow = 45;

/** Actions in rows that fit side by side, on a telephone too. */
export function actionPieces(actions: readonly Action[]): readonly ElementPiece[] {
  const rows: Action[][] = [];
  let room = 0;
  for (const action of actions) {
    const row = rows.at(-1);
    const width = (action.title ?? "").length;
    if (row === undefined || row.length === limits.buttons || width > room) {
      rows.push([action]);
      room = lettersInARow - width;
    } else {
      row.push(action);
      room -= width;
    }
  }
  return rows.map((row) => pieceOf({ type: "ActionSet", actions: row } as IActionSet, "", { buttons: true }));
}

/** An action without words is none to Teams. */
const titled = (label: string): string => cut(label, limits.buttonText).trim() || "–";
