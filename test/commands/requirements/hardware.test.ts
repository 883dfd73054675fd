import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken();
});
afterEach(() => house.close());

test.each([
  {
    facts: "service approved bought provisioned",
    says: "part of the service, so we answer for it, and we support it",
    kept: { partOfService: "yes", approved: "yes", boughtFromUs: "yes", provisioned: "yes" },
  },
  {
    facts: "approved bought provisioned:n/a",
    says: "not part of the service, so we do not answer for it, but we support it",
    kept: { partOfService: "no", approved: "yes", boughtFromUs: "yes", provisioned: "not-applicable" },
  },
  {
    facts: "service provisioned",
    says: "part of the service, so we answer for it, but we do not support it. What is missing: our approval and purchase from us.",
    kept: { partOfService: "yes", approved: "no", boughtFromUs: "no", provisioned: "yes" },
  },
  {
    facts: "",
    says: "not part of the service, so we do not answer for it, and we do not support it. What is missing: our approval, purchase from us and provisioning.",
    kept: { partOfService: "no", approved: "no", boughtFromUs: "no", provisioned: "no" },
  },
])("F3: four facts: “$facts”", async ({ facts, says, kept }) => {
  const said = await house.anna.says(`hardware add "Yealink T54W" mac:805EC0123456 ${facts}`);
  expect(said.outcome, said.text).toBe("done");
  expect(said.text).toContain("Yealink T54W (80:5E:C0:12:34:56) is on the hardware list.");
  expect(said.text).toContain(says);
  expect((await house.facts()).hardware).toMatchObject([{ name: "Yealink T54W", mac: "80:5E:C0:12:34:56", ...kept }]);
});

test("F3: the list says what we support, to everyone on the project", async () => {
  expect((await house.karin.says("hardware")).text).toContain("No hardware is recorded");
  await house.anna.says('hardware add "Yealink T54W" service approved bought provisioned');
  await house.anna.says('hardware add "Old fax" service');
  const said = await house.karin.says("hardware");
  expect(said.text).toContain("Yealink T54W | – | yes | yes | yes | yes | yes");
  expect(said.text).toContain("Old fax | – | yes | no | no | no | no");
});

test("one MAC address is one device, however it is written", async () => {
  await house.anna.says('hardware add "Yealink T54W" mac:805EC0123456 service');
  const again = await house.anna.says('hardware add "Another" mac:80-5e-c0-12-34-56');
  expect(again.outcome).toBe("refused");
  expect(again.text).toContain("80:5E:C0:12:34:56 is on the list already: Yealink T54W.");
  expect((await house.facts()).hardware).toHaveLength(1);
});

test("F3: a corrected line keeps what does not apply", async () => {
  const said = await house.anna.says('hardware add "Jabra 75" mac:80 bought provisioned:n/a');
  expect(said.outcome).toBe("refused");
  expect(said.text).toContain('hardware add "Jabra 75" bought mac:<mac> provisioned:n/a');
});

test("C1: a device is corrected: provisioned later, a MAC address typed wrong; and taken off the list with a reason", async () => {
  await house.anna.says('hardware add "Yealink T54W" mac:805EC0123456 service approved bought');
  await house.anna.says('hardware add "Jabra 75" mac:805EC0123499');
  const set = await house.anna.says("hardware set 80:5e:c0:12:34:56 provisioned");
  expect(set.text).toContain("Yealink T54W 80:5E:C0:12:34:56 is changed.");
  expect(set.text).toContain("we support it");
  expect((await house.anna.says('hardware set "Yealink T54W" mac:805EC0123499')).text).toContain(
    "is on the list already: Jabra 75",
  );
  await house.anna.says('hardware set "Yealink T54W" mac:805EC0123457 bought:no');
  expect((await house.facts()).hardware[0]).toMatchObject({
    mac: "80:5E:C0:12:34:57",
    boughtFromUs: "no",
    approved: "yes",
    provisioned: "yes",
  });
  expect((await house.anna.says("hardware set Snom provisioned")).text).toContain(
    "On it: Yealink T54W 80:5E:C0:12:34:57 and Jabra 75",
  );
  expect((await house.anna.says('hardware set "Jabra 75"')).text).toContain("Say what has changed");
  expect((await house.anna.says('hardware remove "Jabra 75" "typed wrong"')).text).toContain(
    "is off the hardware list: typed wrong",
  );
  expect((await house.facts()).hardware.map(({ name }) => name)).toEqual(["Yealink T54W"]);
  expect((await house.karin.says('hardware remove "Yealink T54W" "no"')).outcome).toBe("refused");
});

test.each(["hardware set 805EC0123456 provisioned", 'hardware remove "Yealink T54W" "typed wrong"'])(
  "with nothing on the list, %s says that there is none, and how to add one",
  async (line) => {
    const said = await house.anna.says(line);
    expect([said.outcome, said.text.includes("No hardware is recorded")]).toEqual(["refused", true]);
    expect(said.text).toContain('hardware add "…"');
  },
);
