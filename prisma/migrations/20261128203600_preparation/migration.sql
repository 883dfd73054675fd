-- What is asked for before kickoff is called by what the day means, not by the name that one agreement has for it.
UPDATE "notices" SET "key" = 'preparation' || substr("key", length('workshop-preparation') + 1) WHERE "key" LIKE 'workshop-preparation/%';
UPDATE "snoozes" SET "subject" = 'preparation' WHERE "subject" = 'workshop-preparation';
