const start =
  "^(?:(?:ja|jo|okej|ok|sa|da|och|men|bra|nej|eller nej|okay|so|and|then|yes|well|right|alright|great|da ar)[,.!]? )*";
const we = "(?:vi|man|motet|gruppen|projektgruppen|we|the meeting|the group|everyone|alla|det|it|it's|det's)";
const strong = new RegExp(
  `${start}(?:${we} (?:har |ar |blev |is |was |have |har nu |alla |all |both |hereby |ar alla |has been |is now |ar nu )*(?:beslutar|beslutat|beslutade|beslutades|bestammer|bestamde|bestamt|bestamdes|enades om|enas om|enats om|overens om|kom overens om|kommer overens om|klubbar|klubbade|klubbat|decided?|agreed?|resolved?)` +
    // Turned, as Swedish is after *då*, *nu*, *i dag*: the verb before who does it.
    "|(?:da|nu|i ?dag|darmed|alltsa|dessutom|sedan|vidare|slutligen) (?:har|ar|blev) (?:vi|det|motet|alla) (?:nu |alla |darmed |alltsa |ocksa |aven )*(?:beslutat|bestamt|enats om|kommit overens om|overens om)" +
    "|(?:da|nu|i ?dag|darmed|alltsa|dessutom|sedan|vidare|slutligen) (?:beslutade|bestamde|enades) (?:vi|motet|gruppen)" +
    "|beslutet (?:ar|blir)|beslutades|beslutat|bestamdes|(?:da )?(?:bestammer|beslutar) vi|the decision is|decided|agreed)(?![a-z])",
);
const weak = new RegExp(
  `${start}(?:(?:da )?sager vi|vi sager|vi kor(?: pa)?|kor vi|vi gar (?:pa|med|live)|vi satsar|vi valjer|da valjer vi|vi tar|tar vi|vi behaller|behaller vi|vi skippar|vi stryker|det blir|da blir det|we go|we'll go|we will go|let's go|let us go|we'll keep|we will keep|we keep|we'll use|we will use|it will be|we're going with|we are going with|vi landar i|vi landade i|vi ska ha|vi ska inte)(?![a-z])` +
    "|(?:det ar|it is|it's|that's|ar) (?:nu |now )?(?:beslutat|bestamt|decided|agreed|settled)",
);

/** How surely a folded sentence says that something was decided. */
export function decides(folded: string): "surely" | "perhaps" | undefined {
  if (strong.test(folded)) return "surely";
  return weak.test(folded) ? "perhaps" : undefined;
}
