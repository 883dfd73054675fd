/** Folded: somebody objects, takes back or laughs just after. */
export const objects =
  /^(?:ja |men |fast |okej |ok |well |yeah |but )*(?:nej|nae|na|vanta|eller nej|fast|stopp|stryk|glom|skoja|inte|nix|hm+|no|nope|wait|hold on|stop|scratch|skip|forget|just kidding|kidding|not|actually|(?:ha){2,}|gor (?:atta|det|[a-z]+ i ?stallet)|avvakta|vilken|which one|rattelse|andring|korrigering|correction)(?![a-z])/;

/** Folded: a line that changes or takes back what was said of the same thing. */
export const takesBack =
  /(?<![a-z])(?:andring|andrar|andra (?:vi|till|det)|rattelse|korrigering|i ?stallet|nytt beslut|nya beslut|stryk|stryker|stryks|angrar?|drar? (?:vi )?tillbaka|inte langre|inte alls|anda inte|trots allt|backar?|upphav[a-z]*|avslag[a-z]*|avvakta[a-z]*|vanta[r]? med|vantar vi|skjut(?:s|er|a) (?:upp|fram|pa)|senarelagg[a-z]*|flyttas? (?:till|fram)|galler inte|blir inte|nej|utgar|strok(?:s)?|struken|struket|behovs (?:inte|ej)|redan|already|not needed|behaller|instead|correction|scratch|scrap(?:ped)?|skip that|chang(?:e|ed) (?:our|my) minds?|no longer|after all|new decision|update|updated|revised|revoke[sd]?|withdraw[a-z]*|postpone[sd]?|moved? to|hold off|actually|on second thought|cancel(?:l?ed)?|reversed|overturn(?:ed)?|rather than|not anymore|keep(?:s|ing)?|trodde fel|fel av mig|my mistake|(?:tar|tas|gor|gors) (?:(?:vi|de) )?om(?! hand)|(?:take|taken) up again|redo)(?![a-z])/;

/** Folded: a note that takes back the one just above it, and does not say again what that was. */
export const takesAbove =
  /^(?:(?:redan|already) )?(?:klart|gjort|fixat|skickat|bokat|done|sent|booked|fixed)(?: redan| already)[^a-z]*$|^(?:gjort|fixat|done|already done|redan (?:klart|gjort))[^a-z]*$|(?<![a-z])(?:angra(?:de|t) (?:sig|oss)|changed (?:his|her|their|our) minds?)(?![a-z])|^(?:[a-z][a-z .'-]{0,40}: )?(?:(?:nej|nae|stopp|stryk|no|nope|scratch|scrap|strike)(?![a-z])|(?:rattelse|andring|korrigering|correction)[^a-z]*$)|(?<![a-z])(?:ovan|ovanstaende|above|(?:det|den|detta|beslutet|punkten|that|this|it) (?:galler inte|galler ej|ar struke[nt]|stroks|stryks|utgar|no longer|is withdrawn|was withdrawn))(?![a-z])/;

/** Folded stems: of two such words each says the contrary of the other. */
export const opposites: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ["sags", "sag", "sager", "avslut", "terminat", "cancel", "tas", "tar", "slopa", "slopas", "drop", "remov", "bor"],
    ["behall", "behalls", "kvar", "keep", "fortsat", "bevar", "stay"],
  ],
  [
    ["oppn", "open"],
    ["stang", "clos"],
  ],
  [
    ["aktiver", "enabl"],
    ["avaktiver", "inaktiver", "disabl"],
  ],
  [
    ["godkann", "approv"],
    ["avsla", "avslag", "underkann", "reject"],
  ],
];

/** Folded: the line before is a question that this one answers. */
export const answers = /^\s*(?:svar|answer|a|->|→|=>|ja|nej|yes|no|jo|japp)(?![a-z])\s*[:,.!-]?/;

/** Folded: the sentence behind a question answers it. */
export const answersAtOnce =
  /^(?:ja|nej|jo|japp|jajamen|overens|okej|ok|absolut|javisst|yes|no|yep|agreed|sure)(?![a-z])/;

/** Folded: what a sentence may begin with before it says something, a *no* to what another has said included. */
const opening = /^(?:(?:ja|jo|okej|ok|sa|da|och|men|bra|nej|eller|well|yes|no|okay|so|and|but|right)(?:[,.!]+ ?| |$))+/;
/** Folded: a sentence takes back what it has just said: behind a comma, a dash or a stop, or of *that*. */
const turnsBack = [
  /[a-z0-9)](?: ?[,;.!?…–—]+| -) *(?:(?:eller|men|fast|och|ah|or|but|oh|well) )*(?:nej|nae|nja|vanta(?! (?:till|pa))|andring|rattelse|forlat|i ?stallet(?! for)|ratt(?:are)? sagt|snarare|jag menar|glom|wait|hold on|scratch|strike|make (?:it|that)|correction|sorry|i mean|on second thought|actually|rather|instead(?! of)|never ?mind)(?![a-z])/,
  /[a-z0-9)](?: ?[,;.!?…–—]+| -) *(?:(?:or|but|oh|well) )*no(?= *[,.!;–—-]| *$| (?:we|that|it|let|sorry|not|\d|one|two|three|four|five|six|seven|eight|nine|ten)(?![a-z]))/,
  /[a-z0-9)],? eller (?:nej|vanta)(?![a-z])/,
  /(?<![a-z])(?:det|den|dem|detta|beslutet) (?:(?:stryker|andrar) (?:vi|jag)(?! [a-z])|(?:tar|drar) (?:vi|jag) (?:till)?baka(?![a-z]))/,
  /(?<![a-z])(?:vi|jag) (?:stryker|angrar) (?:det|den|dem|detta|oss|mig)(?! [a-z])/,
  /(?<![a-z])(?:we|i) (?:strike|scratch|scrap|withdraw|retract|take) (?:that|it|this)(?: back)?(?! [a-z])/,
];

/** True for a folded sentence, or a line of several, that takes back what it says itself. */
export function takesItselfBack(folded: string): boolean {
  const said = folded.replace(opening, "");
  return turnsBack.some((form) => form.test(said));
}
