const start =
  "^(?:(?:ja|jo|okej|ok|sa|da|och|men|bra|nej|eller nej|okay|so|and|then|yes|well|right|alright|great|da ar)[,.!]? )*";
const we =
  "(?:vi|man|motet|gruppen|projektgruppen|arbetsgruppen|teamet|parterna|deltagarna|bada|we|the (?:meeting|group|team|parties|attendees|participants)|both(?: sides| parties| teams)?|everyone|everybody|alla|det|it|it's|det's)";
const strong = new RegExp(
  `${start}(?:${we} (?:har |ar |blev |is |was |have |har nu |alla |all |both |hereby |ar alla |has been |is now |ar nu )*(?:beslutar|beslutat|beslutade|beslutades|bestammer|bestamde|bestamt|bestamdes|enades om|enas om|enats om|overens om|kom overens om|kommer overens om|klubbar|klubbade|klubbat|klubbades|klubbats|beslot|beslots|faststalldes|decided?|agreed?|resolved?)` +
    // Turned, as Swedish is after *då*, *nu*, *i dag*: the verb before who does it.
    "|(?:da|nu|i ?dag|darmed|alltsa|dessutom|sedan|vidare|slutligen) (?:har|ar|blev) (?:vi|det|motet|alla) (?:nu |alla |darmed |alltsa |ocksa |aven )*(?:beslutat|bestamt|enats om|kommit overens om|overens om)" +
    "|(?:da|nu|i ?dag|darmed|alltsa|dessutom|sedan|vidare|slutligen) (?:beslutade|bestamde|enades) (?:vi|motet|gruppen)" +
    "|enades om|enats om|det blev (?:da )?(?:beslutat|bestamt)|beslutet (?:ar|blir)|beslutades|beslots|beslutat|bestamdes|klubbades|faststalldes att|(?:da )?(?:bestammer|beslutar) vi|the decision is|decided|agreed)(?![a-z])",
);
/** Folded: behind *beslut* without a colon they speak of it, or of one that is none yet. */
const about =
  "om|i|fran|fattas|fattades|fattat|tas|togs|taget|tagna|av|ar|var|blir|blev|ska|skall|kan|maste|har|hade|saknas|finns|" +
  "angaende|rorande|vid|pa|for|till|som|kommer|behovs|on|to|about|was|is|were|are|will|has|had|must|should|made|making|" +
  "taken|pending|makers?|items?|points?|lists?|needed|needs|by|of|from|in|at";
const weak = new RegExp(
  `${start}(?:(?:da )?sager vi|vi sager|vi kor(?: pa)?|kor vi|vi gar (?:pa|med|live)|vi satsar|vi valjer|da valjer vi|vi tar|tar vi|vi behaller|behaller vi|vi skippar|vi stryker|det blir|da blir det|we go|we'll go|we will go|let's go|let us go|we'll keep|we will keep|we keep|we'll use|we will use|it will be|we're going with|we are going with|vi landar i|vi landade i|vi ska ha|vi ska inte)(?![a-z])` +
    "|(?:det ar|it is|it's|that's|ar) (?:nu |now )?(?:beslutat|bestamt|decided|agreed|settled)" +
    // As minutes tell it afterwards: it may be told of another meeting as well.
    `|${start}${we} (?:har |have |nu |now |alla |all |both )*(?:valde|valt|godkande|godkant|antog|antagit|faststallde|faststallt|spikade|spikat|fastnade for|fick gront ljus|rostade (?:igenom|for|ja)|chose|chosen|picked|selected|approved|adopted|settled on|went with|landed on|opted for)(?![a-z])` +
    `|${start}(?:da|nu) blev det(?![a-z])` +
    "|^[a-z0-9].*(?<!(?:som|der|nar) )(?<![a-z])(?:antogs|klubbades|godkandes|faststalldes|spikades|valdes|avslogs)(?![a-z])" +
    "|(?:was|were|is|are|got|have been|has been) (?:hereby |now |formally |unanimously |all )*(?:approved|adopted|chosen|selected|agreed|carried|resolved)(?![a-z])" +
    "|^(?:slutsats(?:er)?|conclusions?|antaget|godkant|faststallt|spikat|resolved|adopted|approved) ?[:–—]" +
    `|^(?:nytt |new )?(?:beslut|decision) (?!(?:${about})(?![a-z]))[a-z0-9]`,
);

/** How surely a folded sentence says that something was decided. */
export function decides(folded: string): "surely" | "perhaps" | undefined {
  if (strong.test(folded)) return "surely";
  return weak.test(folded) ? "perhaps" : undefined;
}

const concerned =
  /(?<![a-z])(?:beslut(?:ar|at|ade|ades|et|en|a)?|beslots?|bestam(?:mer|de|des|t|ma|d)?|klubb(?:a|ar|as|at|ade|ades)|eniga?|enhallig[a-z]*|enades|enas|enats|overens|antogs?|antagit|valde[st]?|valts?|faststall[a-z]*|godkan(?:t|de|des|ner|d)|spika(?:r|de|des|t|d)?|rosta(?:r|de|t)|kom(?:mit|mer)? fram till|landa(?:r|de)|sagt och gjort|gront ljus|slutsats(?:en)?|nickade|decid[a-z]*|decision|agreed|agreement|resolved|chose|chosen|picked|settled|approved|adopted|voted?|concluded|conclusion|in favou?r|unanimous[a-z]*|deal|nodded|green light)(?![a-z])/;
const unlabelled =
  /^(?:ny |nya |nytt |new )?(?:beslut|atgard|uppgift|aktion|att gora|fraga|oppen fraga|ap ?\d{0,3}|[abd]\d{1,3}|decision|action(?: item)?|to-? ?do|task|question|next step) [a-z0-9]/;

/** A folded sentence that has a word of a decision, or begins with a label that no colon follows: it may be one. */
export const touchesDecision = (folded: string): boolean => concerned.test(folded) || unlabelled.test(folded);
