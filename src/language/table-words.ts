/** What the heads of a table of actions are called: what is to be done, by whom, when. */
export const tableHeads = {
  what: /^(?:vad|[åa]tg[äa]rd(?:er)?|aktivitet|uppgift|att g[öo]ra|action(?: item)?s?|task|what|beskrivning|description)$/iu,
  who: /^(?:vem|ansvarig|ansv\.?|[äa]gare|namn|who|owner|responsible|assignee)$/iu,
  when: /^(?:n[äa]r|klart?|klar(?:t)? (?:senast|den)|senast|datum|deadline|f[öo]rfaller|when|due(?: date)?|by|date|done by)$/iu,
} as const;
/** Heads of a column that holds a first and a last name in one, folded. */
export const wholeNames: ReadonlySet<string> = new Set([
  "namn",
  "name",
  "fullstandigt namn",
  "full name",
  "for och efternamn",
  "hela namnet",
]);
