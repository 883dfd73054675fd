import { make } from "./draw.js";

const heard = document.querySelector("#heard");
/** How many are read out at once. */
const readOut = 3;

/** Read out: what others have said just now, and nothing else that moves. */
export function readAloud(state, messages) {
  const others = messages.filter(({ from }) => from !== state.me).slice(-readOut);
  if (others.length === 0) return;
  const name = ({ from }) => state.people.find(({ id }) => id === from)?.name ?? "Startklar";
  heard.replaceChildren(...others.map((message) => make("p", { text: `${name(message)}: ${message.text}` })));
}

/** Nothing is left to read out. */
export const hush = () => heard.replaceChildren();
