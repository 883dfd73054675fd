/** The zone of the house's own days and times, as the bot says it. */
export let houseZone = "Europe/Stockholm";

export function setHouseZone(zone) {
  houseZone = zone;
}

/** How a language writes days and times here: English as in Britain. */
export const localeOf = (language) => (language === "en" ? "en-GB" : "sv-SE");

const shownIn = (instant, language, timeZone) => {
  const date = new Date(instant);
  return {
    // Without the dots of abbreviations, as our own days are written.
    day: date
      .toLocaleDateString(localeOf(language), { weekday: "short", day: "numeric", month: "short", timeZone })
      .replaceAll(/[.,]/gu, ""),
    clock: date.toLocaleTimeString(localeOf(language), { hour: "2-digit", minute: "2-digit", timeZone }),
  };
};

/**
 * When an instant is where the reader is; undefined where their clock shows the same as the house's. Their day is said
 * where it is another one.
 */
function theirs(instant, { language, words }) {
  const house = shownIn(instant, language, houseZone);
  const here = shownIn(instant, language, undefined);
  if (house.day === here.day && house.clock === here.clock) return undefined;
  return `${house.day === here.day ? "" : `${here.day} `}${here.clock} ${words.here}`;
}

function timeOf({ text, at }) {
  const time = document.createElement("time");
  time.className = "instant";
  time.dateTime = at;
  time.textContent = text;
  return time;
}

/** A text of the bot's in which each instant is one, with the reader's own time beside it where theirs is another. */
export function withInstants(text, room) {
  const instants = room.message.instants ?? [];
  // A longer one may begin as a shorter one does.
  const found = instants.filter((one) => text.includes(one.text)).sort((a, b) => b.text.length - a.text.length);
  if (found.length === 0) return [text];
  const [first] = found;
  const [before, ...after] = text.split(first.text);
  const own = theirs(first.at, room);
  const rest = { ...room, message: { instants: found.slice(1) } };
  return [
    ...withInstants(before, rest),
    ...after.flatMap((part) => [
      timeOf(first),
      ...(own === undefined ? [] : [` (${own})`]),
      ...withInstants(part, rest),
    ]),
  ];
}
