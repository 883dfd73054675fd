/** What comes in from outside: platforms clean what people typed, and refuse what a program sent and nothing can be. */
export { isKeepable, keepable, sentText, typedText } from "../domain/outside-text.ts";
