import type { UserId } from '../passkeys/ids.ts';

/** What is written down, append-only and hash-chained. Never the TAP. */
export type AuditEntry = {
  readonly at: Date;
  readonly event:
    | 'case-opened'
    | 'refused'
    | 'match-sent'
    | 'matched'
    | 'match-failed'
    | 'match-not-me'
    | 'manager-asked'
    | 'manager-decided'
    | 'recorded'
    | 'second-asked'
    | 'second-decided'
    | 'issue-asked'
    | 'issued'
    | 'issue-failed'
    | 'issue-uncertain'
    | 'shown'
    /** The actor is whoever signed in as the subject. */
    | 'tap-used'
    /** All that followed from a pass; each part has its own entry besides. */
    | 'undone'
    | 'tap-deleted'
    | 'methods-deleted'
    | 'sessions-revoked'
    | 'not-me'
    /** Somebody who always has to be told could not be: for whoever reads the audit. */
    | 'alarm'
    | 'frozen'
    | 'unfrozen'
    | 'request-claimed'
    | 'request-handed-over'
    | 'request-closed'
    | 'card-viewed'
    /** New requests are posted to another channel from now on. */
    | 'channel-set'
    /** Others than operators read it, or nobody knows who: it is not used as long as that is so. */
    | 'channel-suspended'
    | 'channel-resumed';
  /** The acting person, whoever it is. */
  readonly actor: UserId;
  readonly subject?: UserId;
  readonly caseId?: string;
  /** Verification, lifetime, delivery, result, request ids, reasons: our own words and ids. */
  readonly details: Readonly<Record<string, string | number | boolean>>;
};

export type AuditRow = AuditEntry & {
  /** From 1, without gaps. */
  readonly number: number;
  /** SHA-256 over the row and the hash before it, hex. */
  readonly hash: string;
};
