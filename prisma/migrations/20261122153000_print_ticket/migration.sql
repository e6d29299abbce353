-- Lets the server's own browser open one print page once, in the name of whoever asked for it. Lost after a crash: nobody needs it then.
CREATE UNLOGGED TABLE "print_ticket" (
    "hash" TEXT NOT NULL,
    "viewer_id" UUID NOT NULL,
    "ask" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "print_ticket_pkey" PRIMARY KEY ("hash")
);
CREATE INDEX "print_ticket_expires_at_idx" ON "print_ticket"("expires_at");
