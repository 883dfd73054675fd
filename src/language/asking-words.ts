import { anyWord } from "./any-word.ts";

/** Folded, what a question begins with that asks somebody to do something; `whom` is who, where they are not *you*. */
export const asksSomebody =
  /^(?:(?:ok|okej|okay|och|and|men|but|so|sa|da|hej|hi),? )*(?:(?<whom>[a-z]+(?: [a-z]+)?), )?(?:kan|kunde|vill|skulle|hinner|orkar|can|could|would|will)(?: inte)? (?:du|you)(?: (?:kunna|mojligen|snalla|please|kindly|possibly|ocksa|also|da|then|bara|just))* (?=[a-z])/;

/** Folded, what an answer begins with by which somebody takes on what they are asked for. */
const takesItOn = new RegExp(
  `^(?:(?:ja|jo|japp|jajamen|javisst|absolut|visst|sjalvklart|okej|ok|garna|yes|yeah|yep|sure|okay|of course|absolutely|certainly|no problem|inga problem)(?![a-z])|${
    anyWord(
      `(?:det|den) (?:gor|fixar|tar|ordnar|loser|kan) jag|jag (?:gor|fixar|tar|ordnar|loser) det|i will|i can(?: do that)?|will do|on it|i'll do (?:that|it)|consider it done`,
    ).source
  })`,
);
/** Folded: it is somebody else, or not so. */
const otherwise = anyWord(
  `nej|inte|men|fast|om|kanske|hon|han|hen|vi|du|ni|no|not|but|if|maybe|she|he|we|they|you|only|bara|forst|first|senare|later|nar|when|tror|think|val|nog`,
);
/** True for a folded sentence by which who says it takes on what they were just asked for, and says no more. */
export const takesItOnSurely = (folded: string): boolean =>
  takesItOn.test(folded) && !otherwise.test(folded) && folded.split(" ").length <= longestYes && !folded.includes("?");
const longestYes = 8;

/** Folded: what is asked of the meeting itself. */
export const ofHearing =
  /(?<![a-z])(?:hora|hor|se|ser|hear|see|skarm(?:en)?|screen|upprepa|repeat|mute|ljudlost|paus|rast|break|dela|share)(?![a-z])/;
