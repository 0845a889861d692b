import type { Campaign, Planning } from './campaign.ts';
import type { Participants, Truth } from './ports.ts';

/** Somebody who got a nudge, and has a passkey now. */
export type Found = Awaited<ReturnType<Participants['noteDone']>>[number];

export type AddedPorts = {
  readonly truth: Pick<Truth, 'addedSince'>;
  readonly participants: Pick<Participants, 'noteDone' | 'noteDoneByUpn'>;
  readonly now: () => Date;
};

/** ms. What was read of the audit log up to then, and five minutes more, is fresh: it is always complete up to ten minutes ago at best. */
export const auditIsGoodFor = 17 * 60_000;
/** ms. No report is older, and nobody is missing from it for longer. */
const reportIsAtMost = 60 * 3_600_000;
/** ms. Source: https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention */
const auditIsKeptFor = 30 * 24 * 3_600_000;
/** Of twenty pages each. */
const mostPieces = 20;
/** ms. */
const tryAgainAfter = 60_000;

/** @returns undefined: the audit log could not be read */
export async function noteAdded(
  since: Date,
  { truth, participants }: AddedPorts,
): Promise<{ readonly found: readonly Found[]; readonly until: Date } | undefined> {
  const added = await truth.addedSince(since);
  if (!added.known) return undefined;
  const { users, upns, until } = added.value;
  const found = [
    ...(users.length > 0 ? await participants.noteDone(users) : []),
    ...(upns.length > 0 ? await participants.noteDoneByUpn(upns) : []),
  ];
  return { found, until };
}

/**
 * Passkeys that are too new for the report, and that no sweep finds any more: it was past them before the rows of this
 * campaign were there.
 */
export async function catchUp(
  planning: Pick<Planning, 'reportFrom'>,
  ports: AddedPorts,
): Promise<{ readonly found: readonly Found[]; readonly isWhole: boolean }> {
  const { now } = ports;
  const found: Found[] = [];
  let since = reportedFrom(planning, now());
  for (let piece = 0; piece < mostPieces; piece++) {
    const added = await noteAdded(since, ports);
    if (!added) break;
    found.push(...added.found);
    if (now().getTime() - added.until.getTime() < auditIsGoodFor) return { found, isWhole: true };
    if (added.until <= since) break;
    since = added.until;
  }
  return { found, isWhole: false };
}

function reportedFrom({ reportFrom }: Pick<Planning, 'reportFrom'>, now: Date): Date {
  const from = reportFrom === undefined ? Number.NaN : Date.parse(reportFrom);
  const since = Number.isNaN(from) ? now.getTime() - reportIsAtMost : from;
  return new Date(Math.max(since, now.getTime() - auditIsKeptFor));
}

export type Latecomers = {
  /** Once for each campaign, as soon as it can be read. */
  catchUp(campaigns: readonly Campaign[]): Promise<readonly Found[]>;
  /** False: what the sweeps say holds for others, not for this campaign. */
  isUpToDate(campaign: string): boolean;
};

/** What happened while an audience was read, or waited to be started. */
export function createLatecomers(ports: AddedPorts): Latecomers {
  const upToDate = new Set<string>();
  const triedAt = new Map<string, number>();

  /** Later on, the report has it: it is read every hour. */
  function isNeeded({ id, planning }: Campaign): boolean {
    const at = ports.now().getTime();
    const finishedAt = planning?.finishedAt === undefined ? 0 : Date.parse(planning.finishedAt);
    if (at - finishedAt > reportIsAtMost) upToDate.add(id);
    return !upToDate.has(id) && at - (triedAt.get(id) ?? 0) >= tryAgainAfter;
  }

  return {
    isUpToDate: (campaign) => upToDate.has(campaign),

    async catchUp(campaigns) {
      const all: Found[] = [];
      for (const { id, planning = {} } of campaigns.filter(isNeeded)) {
        triedAt.set(id, ports.now().getTime());
        const { found, isWhole } = await catchUp(planning, ports);
        if (isWhole) upToDate.add(id);
        all.push(...found);
      }
      return all;
    },
  };
}
