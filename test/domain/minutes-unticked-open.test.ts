import { expect, test } from "vitest";
import { draftFromNotes } from "../../src/domain/minutes-reader.ts";
import { day } from "../fixtures/project-facts.ts";
import { people } from "../support/minutes-rows.ts";

const rowsOf = (table: string): readonly string[] => table.trim().split("\n");
const tickedIn = (row: string) =>
  draftFromNotes(row.replaceAll("\\n", "\n"), day("2026-11-23"), people).items.filter(
    ({ doubt }) => doubt === undefined,
  );

/** Labels without content, what is decided elsewhere or still open, jokes by their form, and what is merely so. */
test.each(
  rowsOf(`
Beslutspunkt: färg på fasaden
Beslutspunkter:\\n- färg på fasaden
Decision point: colour of the facade
Beslut - efter paus
Beslut: efter lunch
Beslut – på torsdag
Beslut: onsdag
Beslut: i plenum
Beslut: med Karin
Decision - after the break
Decision: at the end
Beslutspunkter: färg på fasaden
Beslutspunkt 3: färg på fasaden
Beslutsärende: färg på fasaden
Beslutsfråga: färg på fasaden
Beslutsunderlag: färg på fasaden
Decision item: colour of the facade
For decision: colour of the facade
Till beslut: färg på fasaden
Decision needed: colour of the facade
AP: Karin bevakar
AP: Karin kollar
AP: Karin fixar
AP: Karin följer upp
AP: Karin återkommer
AP: Karin återkommer på fredag
AP: Karin ringer på fredag
Action: Karin to follow up
Action: Karin to follow up by Friday
Action: Karin checks
Action: Karin to investigate
AP: Karin tar det
AP: Karin tar den på fredag
AP: Karin skickar den
Action: Karin to do it
Action: Karin to handle this
AP: Karin: kolla
AP: Karin
AP: Karin fredag
AP: Karin taket
Beslut: rapporten lades till handlingarna
Beslut: föredragande tackades
Beslut: informationen noterades
Beslut: informationen antecknas
Decision: the report was noted
Decision: noted
Decision: report received and filed
Beslut: mötet ajournerades
Beslut: mötet öppnades kl 10
Beslut: vi beslutar per mejl om öppettiderna
Beslut: tas av styrelsen
Beslut: tas av Karin
Beslut: öppettiderna tas av styrelsen
Beslut: togs inte
Decision: to be taken by the board
Decision: to be made by Karin
Decision: will be taken by mail
Decision: will be taken on Thursday
Decision: Karin decides
Decision: left to Karin
Decision: up to Karin
Decision: we decide by e-mail
Decision: we decide on Thursday about the paint
Decision: we will decide about the paint on Thursday
Decision: the board decides on the paint
Beslut: Karin bestämmer färgen
Beslut: styrelsen bestämmer färgen
Beslut: kunden avgör
Beslut: vi bestämmer oss på torsdag
vi bestämmer oss på torsdag
Vi bestämmer oss på torsdag.
Vi bestämmer färgen på torsdag.
Vi beslutar om färgen per mejl.
Vi tar beslut om färgen på torsdag.
Beslut: vi tar beslut om färgen på torsdag
Beslut: färgen bestäms på torsdag
Beslut: färgen bestäms av Karin
Beslut: färgen avgörs av kunden
Beslut: färgen beslutas senare
Beslut: färgen väljs på nästa möte
Decision: colour to be chosen
Decision: the colour will be chosen by Karin
Decision: colour is for Karin to choose
Beslut: mejlomröstning om öppettiderna
Beslut: per capsulam
Beslut: vi röstar på torsdag
Decision: vote by e-mail
Beslut: tas per mejl
Beslut: tas på torsdag
Beslut: Karin får mandat att välja färg
Beslut: gult el grönt
Beslut: gult el. grönt
Beslut: gult alt grönt
Beslut: gult alt. grönt
Beslut: gult / grönt
Beslut: gult/grönt
Beslut: 5 / 6 köer
Beslut: A/B
Beslut: antingen gult
Beslut: gult (pågår)
Beslut: gult (preliminärt)
Beslut: gult (tbd)
Beslut: gult (prel)
Beslut: gult (prel.)
Beslut: gult - prel.
Beslut: prel. gult
Beslut: gult (ej klart)
Beslut: gult (diskuteras)
Beslut: gult (under diskussion)
Beslut: gult - diskussion pågår
Beslut: gult (in progress)
Decision: yellow (ongoing)
Decision: yellow (wip)
Decision: yellow (open)
Decision: yellow (under discussion)
Decision: yellow (pending)
Decision: rejected – three queues
Decision: declined - three queues
Beslut: avslogs – tre köer
Beslut: avslag – tre köer
Beslut: avslogs
Decision: denied: three queues
Beslut: gult resp. grönt?
AP: Karin målar gult el grönt
AP: Karin köper gul / grön färg
AP: Karin köper gul färg (pågår)
AP: Karin köper gul färg - pågår
Action: Karin to buy paint (in progress)
Action: Karin to buy paint (ongoing)
Action: Karin to buy paint (tbd)
Beslut: glass åt alla! :)
Beslut: Karin bjuder på tårta ;)
AP: Karin köper en ö haha
AP: Karin köper en ö (skämt åsido)
AP: Karin bakar tårta :D
AP: Karin bakar tårta 😀
Beslut: heja Karin!
AP: alla kramar Karin!
Decision: more cake!!!
Decision: world domination ;-)
Action: Karin to buy an island lol
Beslut: nåja, glass åt folket hehe
Beslut: hihi vi kör
AP: Karin köper en ö, not
AP: Karin köper en ö ^^
AP: Karin köper en ö xD
AP: Karin köper en ö (blink)
AP: Karin köper en ö /s
AP: Karin köper en ö (på låtsas)
AP: Karin köper en ö (ironi)
AP: Karin, ytan är ojämn
AP: Karin: ytan är ojämn
AP: Karin – ytan är ojämn
AP: Karin taket läcker
AP: Karin: Telia svarar inte
AP: Karin: dörren saknar handtag
AP: Karin gillar taket
AP: Karin oroar sig för taket
AP: Karin behöver en ny dator
AP: Karin saknar en dator
AP: ytan är ojämn
AP: taket läcker
Beslut: ytan är ojämn
Beslut: taket läcker
Beslut: golvet var halt
Beslut: golvet är halt
Beslut: rummet är för varmt
Beslut: lokalen känns sliten
Beslut: kön är lång
Beslut: priset verkar högt
Beslut: vi har ont om tid
Beslut: vi ligger efter
Beslut: vi är försenade
Beslut: leveransen är försenad
Beslut: leveransen har kommit
Beslut: leveransen kom i tid
Beslut: Karin är gravid
Beslut: det finns ingen hiss
Beslut: det finns mögel i källaren
Decision: the surface is uneven
Decision: the room is too warm
Decision: the queue is long
Decision: delivery is late
Decision: the price seems high
Decision: there is mould in the basement
Decision: there is no lift
Decision: we are behind schedule
Decision: we have little time
Decision: Karin is pregnant
Decision: the delivery has arrived
Decision: the delivery arrived
Action: the room is too warm
Action: Karin, the room is too warm
Action: Karin: the room is too warm
Action: Karin: the vendor is slow
Action: Karin: nobody answers
Action: Karin looks tired
Action: Karin needs a new laptop
Action: Karin lacks a laptop
Action: Karin has a new phone
Beslut: servern är långsam
Beslut: servrarna är gamla
Beslut: alla är trötta på växeln
Beslut: vi köper en elefant!
Vi är överens om att vi inte är överens om jouren.
`),
)("M1: no tick for what says nothing to hold to: %s", (row) => expect(tickedIn(row)).toEqual([]));

/** Their neighbours. */
test.each(
  rowsOf(`
Beslut - Supporten öppnar 8 på lördagar
Beslut: efter paus serveras kaffe i hallen
Beslut: rapporten läggs ut på intranätet
Beslut: protokollet publiceras på intranätet
Beslutat: gul fasad
Beslut 3: gul fasad
Decision 3: yellow facade
Beslut: gul färg på fasaden
AP: Karin bevakar avtalet
AP: Karin ringer Telia
AP: Karin följer upp avtalet
Action: Karin to follow up the contract
Action: Karin to check the roof by Friday
AP: Karin fotograferar
AP: Karin diskar
Beslut: Karin får mandat att teckna avtalet
Vi beslutar att öppettiderna blir 8-17
Beslut: beställningar skickas per mejl
Vi bestämmer att vi ses på torsdag
Beslut: taket målas på torsdag
Beslut: samtal tas av receptionen
Beslut: bilder tas av fotografen
Decision: photos to be taken by the photographer
Beslut: vi beslutar att stänga på torsdag
Beslut: el dras in i förrådet
Beslut: el och vatten dras in i förrådet
Beslut: gult och/eller grönt tillåts
Beslut: jour 24/7
Beslut: TCP/IP används
Beslut: start 4/12
Beslut: öppet 1/12-4/12
Beslut: 100/100 Mbit fiber i Lund
Beslut: in/ut-passering loggas
Beslut: 3/4 av budgeten går till taket
Beslut: hyran är 400 kr/månad
Beslut: max 2 personer/rum
Decision: yellow and green
Beslut: avslå bygglovet
Decision: reject the offer from Telia
Beslut: offerten avslås
AP: Karin drar el till förrådet
Decision: we go live on Monday!
Beslut: butiken är stängd på söndagar
Beslut: butiken är stängd under julen
Beslut: Karin är kontaktperson
Beslut: budgeten är 45 000 kr
Beslut: huvudnumret är 08-123 45 67
Beslut: färgen är gul
Beslut: fasaden är gul
Beslut: reception är obemannad efter 17
Beslut: målet är 20 sekunder
Beslut: bokning är obligatorisk
Beslut: rökning är förbjuden
Beslut: entrén är låst efter 17
Beslut: fasaden ska vara gul
Beslut: fasaden blir gul
Beslut: pipeline är låst under helgen
Beslut: kaffet är gratis för gäster
Beslut: Lund är pilot
Decision: booking is mandatory
Decision: smoking is not allowed
Decision: the facade is yellow
Decision: the shop is closed on Sundays
Decision: the door is locked after 17
Decision: Lund is the pilot
Decision: Karin is the contact
Decision: parking is free for guests
Decision: the limit is 20 seconds
AP: Karin: nytt tak
AP: Karin är ansvarig för taket
AP: Karin: listan över nummer
AP: Karin: laga taket som läcker
AP: Karin lagar taket, det läcker
Action: Karin: new roof
Action: Karin: fix the roof that leaks
Action: Karin: roof to be fixed by Friday
Beslut: vi målar taket på 14 dagar!
`),
)("M1: what says it is ticked: %s", (row) => expect(tickedIn(row)).toHaveLength(1));
