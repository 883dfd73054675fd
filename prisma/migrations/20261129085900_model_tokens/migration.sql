-- AlterTable
ALTER TABLE "minutes" ADD COLUMN     "proposal" JSON;

-- CreateTable
CREATE TABLE "model_days" (
    "day" DATE NOT NULL,
    "tokens" BIGINT NOT NULL,

    CONSTRAINT "model_days_pkey" PRIMARY KEY ("day")
);
