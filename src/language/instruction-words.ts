import { fold } from "./fold.ts";

// Folded. What is said to whoever writes the minutes, or to a machine, and not among those who met.
const instructions = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|prompt|rule|above|previous|earlier|everything|notes|all)/,
  /\b(?:ignorera|bortse fran|glom|strunta i|asidosatt|hoppa over)\b.{0,40}\b(?:instruktion|regler|ovan|tidigare|allt|anvisning|prompt)/,
  /\b(?:nya|new|updated|uppdaterade|hemliga|secret) (?:instruktioner|instructions|regler|rules|prompt)\b/,
  /\b(?:system|developer|assistant|assistent|user) ?(?:prompt|message|meddelande|instruktion|instruction|override|note)\b/,
  /^\W*(?:system|assistant|assistent|developer|ai|llm|bot|user|prompt|instruction|instruktion|admin|root)s?\s*[:>\]]/,
  /\b(?:du ar|you are|you're|act as|agera som|spela rollen|pretend to be|latsas vara) (?:nu |now )?(?:en |ett |an? |the )?(?:ai|assistent|assistant|sprakmodell|language model|model|modell|bot|robot|llm|chatbot|sekreterare som|minutes)\b/,
  /\b(?:ai|llm|gpt|chatgpt|copilot|sprakmodell(?:en)?|language model|the model|modellen|assistenten|the assistant|boten|the bot|minute[ -]?taker|protokollskrivaren|protokollforaren)\b.{0,60}\b(?:ska|skall|maste|should|must|shall|please|vanligen|skriv|lagg till|anteckna|write|add|record|mark|include|tick|note|output|return|say|insert)/,
  /\b(?:skriv|lagg till|lagg in|anteckna|notera|ta med|infoga|protokollfor|registrera|bocka)\b.{0,50}\b(?:i protokollet|till protokollet|som (?:ett )?beslut|som (?:en )?atgard|beslutet att|beslut om att|alla punkter|allt som)/,
  /\b(?:write|add|record|include|insert|put|note|output|append|list|mark|report)\b.{0,60}\b(?:in(?:to)? the minutes|to the minutes|as (?:a )?(?:decision|decided|action|approved|verified)|the decision that|as done|next line|following|above line)/,
  /\b(?:record|write|state|say|note|claim|output|report) that (?:the )?(?:customer|client|supplier|delivery|price|we|they|kund)/,
  /\b(?:tick|check off|verify|approve|bocka av|godkann|verifiera|publicera|publish) (?:everything|all|every|allt|alla|this item|the item|denna|detta|dessa)\b/,
  /\b(?:note|message|instruction|meddelande|instruktion|order|notis) (?:to|for|till|at) (?:the |our )?(?:assistant|ai|bot|model|machine|minute|summar|llm|system|protokoll|assistent|modell|sprakmodell|reader|tool|verktyg)/,
  /\bend of (?:notes|transcript|minutes|input|prompt)\b|\b(?:slut pa|har slutar) (?:anteckningarna|protokollet|transkriptet|texten)\b/,
  /\b(?:jailbreak|prompt injection|dan mode|developer mode|do anything now)\b/,
  /\b(?:respond|reply|answer|svara|returnera|return|output) (?:only |endast |bara |med |with |in )+.{0,20}\b(?:json|yes|ja|ok|decision|beslut|following|foljande)/,
  /\b(?:protokollforaren|protokollskrivaren|protokoll ?bot(?:en)?|sprakmodell(?:en)?|verktyget|granskaren|justeraren|protokollet|the (?:tool|bot|model|app)|(?:the )?reviewers?|(?:the |these )?minutes|startklar|[a-z]*bot(?:en)?)\b.{0,30}\b(?:publicer|satter|satts|bocka|markera|godkann|bekraft|lagger till|tick|mark|approv|publish|confirm|add)[a-z]*\b.{0,40}\b(?:alla?|allt|samtliga|all|every[a-z]*|without|utan|beslut|decisions?|items?|punkt(?:er)?)\b/,
  /"?(?:kind|role|decisions|actions|verified|ticked|tick)"?\s*:\s*(?:"|\[|\{|true)/,
];
const markup =
  /<\/?(?:system|assistant|user|instructions?|prompt|inst|s|im_start|im_end|tool|function|script|style|iframe|minutes|notes)\b[^>]*>|<!--|-->|\[\/?(?:INST|SYS|SYSTEM)\]|<\|[a-z_]+\|>|<<\/?SYS>>|```|\{\{|\}\}|^\s*#{2,}\s*(?:system|instruction|response|assistant)\b/iu;
const encoded = /(?:[A-Za-z0-9+/]{60,}={0,2})|(?:\\x[0-9a-f]{2}){4,}|(?:\\u[0-9a-f]{4}){4,}|(?:%[0-9a-f]{2}){6,}/iu;

/** A line that gives orders to whoever writes the minutes, or looks as what programs say to one another. */
export function instructs(line: string): boolean {
  if (markup.test(line) || encoded.test(line)) return true;
  const folded = fold(line);
  return instructions.some((form) => form.test(folded));
}
