/** What the heads of a table of actions are called: what is to be done, by whom, when, and how far it has come. */
export const tableHeads = {
  what: /^(?:vad|[åa]tg[äa]rd(?:er)?|aktivitet|uppgift|att g[öo]ra|action(?: item)?s?|task|what|beskrivning|description)$/iu,
  who: /^(?:vem|ansvarig|ansv\.?|[äa]gare|namn|who|owner|responsible|assignee)$/iu,
  status: /^(?:status|l[äa]ge|tillst[åa]nd|state|progress|utf[öo]rd|utf[öo]rt|gjord|gjort|done|completed)\??$/iu,
  when: /^(?:n[äa]r|klart?|klar(?:t)? (?:senast|den)|senast|datum|deadline|f[öo]rfaller|when|due(?: date)?|by|date|done by)$/iu,
} as const;
/** What stands in a row that is yet to be done, where its table says how far each has come. */
export const stillOpen =
  /^(?:-*|–|[öo]pp(?:en|et|na)|open|nya?|nytt|new|(?:ej|inte|not)(?: [äa]nnu)? (?:p[åa]b[öo]rja[dt]|startad|klart?|utf[öo]r[dt]|gjord|started|done|yet)|att g[öo]ra|to ?do|p[åa]g[åa]r|p[åa]g[åa]ende|ongoing|in progress|started|p[åa]b[öo]rja[dt]|kvarst[åa]r|kvar|remains|nej|no|0 ?%)$/iu;
/** Heads of a column that holds a first and a last name in one, folded. */
export const wholeNames: ReadonlySet<string> = new Set([
  "namn",
  "name",
  "fullstandigt namn",
  "full name",
  "for och efternamn",
  "hela namnet",
]);
