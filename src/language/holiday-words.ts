import { anyWord } from "./any-word.ts";

/** What people call holidays and their eves, folded and without apostrophes, by what the calendar calls them so. */
export const holidayWords: Readonly<Record<string, readonly string[]>> = {
  nyarsdagen: ["nyarsdag", "new years day"],
  trettondagsafton: ["trettonafton", "epiphany eve"],
  "trettondedag jul": ["trettondagen", "trettondedagen", "trettondag jul", "epiphany", "twelfth day"],
  skartorsdagen: ["skartorsdag", "maundy thursday"],
  langfredagen: ["langfredag", "good friday"],
  paskafton: ["paskaftonen", "easter saturday", "easter eve", "holy saturday"],
  paskdagen: ["paskdag", "easter sunday", "easter day"],
  "annandag pask": ["annandagen pask", "annandag paskdagen", "easter monday"],
  valborgsmassoafton: ["valborgsmassoaftonen", "valborgsafton", "valborg", "walpurgis night", "walpurgis eve"],
  "forsta maj": ["may day", "labour day", "labor day"],
  "kristi himmelsfardsdag": [
    ...["kristi himmelfardsdag", "kristi himmelsfardsdagen", "kristi himmelsfard", "kristi himmelfard"],
    ...["himmelsfardsdagen", "ascension day"],
  ],
  pingstafton: ["pingstaftonen", "whitsun eve"],
  pingstdagen: ["pingstdag", "pentecost", "whit sunday"],
  nationaldagen: ["nationaldag", "sveriges nationaldag", "svenska nationaldagen", "national day"],
  midsommarafton: ["midsommaraftonen", "midsummer eve", "midsummers eve"],
  midsommardagen: ["midsommardag", "midsummer day", "midsummers day"],
  "alla helgons dag": ["allhelgonadagen", "allhelgonadag", "alla helgonadagen", "all saints day"],
  luciadagen: ["lucia", "saint lucys day"],
  julafton: ["julaftonen", "christmas eve", "xmas eve"],
  juldagen: ["juldag", "christmas day", "xmas day"],
  "annandag jul": ["annandagen jul", "annandag juldagen", "boxing day", "st stephens day"],
  nyarsafton: ["nyarsaftonen", "new years eve"],
};

/** Days that go by their kind, folded: which days they are is not said. */
export const redDays = anyWord(`
  roda? dag(?:ar|arna)?|helgdag(?:ar|arna)?|storhelg(?:er|erna)?|klamdag(?:ar|arna)?|(?:public|bank|red) ?(?:holiday|day)s?
  holidays?
`);
