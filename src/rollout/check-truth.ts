import type { UserId } from '../passkeys/ids.ts';
import type { Campaign } from './campaign.ts';
import { auditIsGoodFor, createLatecomers, type Found } from './catch-up.ts';
import type { DueNudge } from './nudge.ts';
import type { Participants, Reports, Truth, TruthAbout } from './ports.ts';
import { sweepAudit } from './sweep-registrations.ts';

/** ms. The audit log answers five questions in ten seconds; one a minute is enough. */
const sweepEvery = 60_000;
/** Readings in a row of which more than half was throttled. */
const tooOften = 3;
/** ms. Then users are asked one by one again. */
const tryAgainAfter = 5 * 60_000;
/** ms. For which the time zone of a mailbox is known. */
const zoneIsKnownFor = 30 * 24 * 3_600_000;

export type TruthPorts = {
  readonly truth: Truth;
  readonly participants: Pick<Participants, 'noteMailbox' | 'noteDone' | 'noteDoneByUpn'>;
  readonly reports: Pick<Reports, 'noteSweep' | 'sweptAt' | 'noteSweepAlone' | 'freshness'>;
  readonly now: () => Date;
};

export type TruthCheck = {
  /** What is known of each just before a send. Whether there is a passkey: from Graph, or from the audit log as of a moment ago. */
  about(due: readonly DueNudge[]): Promise<ReadonlyMap<UserId, TruthAbout>>;
  /** Whoever has got a passkey since the last sweep; unless that was less than a minute ago. Of these campaigns also before that, once. */
  sweep(campaigns: readonly Campaign[]): Promise<readonly Found[]>;
  /** Users are not asked one by one now. */
  isAlone(): Promise<boolean>;
  /** Whether the sweep can tell of all of these. */
  isSwept(due: readonly DueNudge[]): boolean;
};

/** Per user as long as Graph allows it; in bulk alone where it answers "too many requests" again and again. */
export function createTruthCheck(ports: TruthPorts): TruthCheck {
  const { truth, participants, reports, now } = ports;
  const latecomers = createLatecomers(ports);
  let throttledReadings = 0;
  /** Null: not known yet. What another instance has learned holds here, and after a restart. */
  let aloneSince: Date | undefined | null = null;
  let sweptUntil: Date | undefined;
  let triedAt: Date | undefined;

  async function whenAlone(): Promise<Date | undefined> {
    if (aloneSince !== null) return aloneSince;
    const { sweepAloneSince } = await reports.freshness();
    aloneSince = sweepAloneSince === undefined ? undefined : new Date(sweepAloneSince);
    return aloneSince;
  }

  const isSweepFresh = () => sweptUntil !== undefined && now().getTime() - sweptUntil.getTime() < auditIsGoodFor;

  async function isAlone(): Promise<boolean> {
    const since = await whenAlone();
    return since !== undefined && now().getTime() - since.getTime() <= tryAgainAfter;
  }

  async function read(due: readonly DueNudge[]): Promise<ReadonlyMap<UserId, TruthAbout>> {
    const answers = await truth.read(due.map((nudge) => ({ user: nudge.user, mailbox: wantsMailbox(nudge, now()) })));
    const throttled = due.filter(({ user }) => answers.get(user)?.hasPasskey === 'throttled');
    throttledReadings = throttled.length * 2 > due.length ? throttledReadings + 1 : 0;
    const wasAlone = (await whenAlone()) !== undefined;
    // Once is enough to see that nothing has changed.
    const isTooOften = throttledReadings >= (wasAlone ? 1 : tooOften);
    if (isTooOften || (wasAlone && throttledReadings === 0)) await setAlone(isTooOften ? now() : undefined);
    await noteMailboxes(due, answers);
    return wasAlone ? bySweep(throttled, answers) : answers;
  }

  /** All but whether there is a passkey: the rest is no question of the throttled kind. */
  async function withoutMethods(due: readonly DueNudge[]): Promise<ReadonlyMap<UserId, TruthAbout>> {
    const answers = await truth.read(
      due.map((nudge) => ({ user: nudge.user, mailbox: wantsMailbox(nudge, now()), methods: false })),
    );
    await noteMailboxes(due, answers);
    return bySweep(due, answers);
  }

  /** Whoever had got a passkey, the sweep would have found: then they were done. */
  function bySweep(
    due: readonly DueNudge[],
    answers: ReadonlyMap<UserId, TruthAbout>,
  ): ReadonlyMap<UserId, TruthAbout> {
    if (!isSweepFresh()) return answers;
    const told = due.filter(({ campaign }) => latecomers.isUpToDate(campaign));
    return new Map<UserId, TruthAbout>([
      ...answers,
      ...told.map(({ user }) => [user, { ...answers.get(user), hasPasskey: false }] as const),
    ]);
  }

  async function setAlone(since: Date | undefined): Promise<void> {
    throttledReadings = 0;
    await reports.noteSweepAlone(since);
    aloneSince = since;
  }

  async function noteMailboxes(due: readonly DueNudge[], answers: ReadonlyMap<UserId, TruthAbout>): Promise<void> {
    const at = now();
    // A mailbox that could not be read, or is not there, is asked for again: it costs a part of a batch.
    const read = due.flatMap(({ user, participant }) => {
      const mailbox = answers.get(user)?.mailbox;
      if (!mailbox) return [];
      const { outUntil } = mailbox;
      const timeZone = mailbox.timeZone ?? participant.timeZone;
      return [{ user, timeZone, at, ...(outUntil !== undefined && { outUntil }) }];
    });
    if (read.length > 0) await participants.noteMailbox(read);
  }

  return {
    isAlone,

    isSwept: (due) => isSweepFresh() && due.every(({ campaign }) => latecomers.isUpToDate(campaign)),

    async about(due) {
      return (await isAlone()) ? withoutMethods(due) : read(due);
    },

    async sweep(campaigns) {
      const found = await latecomers.catchUp(campaigns);
      if (triedAt && now().getTime() - triedAt.getTime() < sweepEvery) return found;
      triedAt = now();
      const swept = await sweepAudit(ports);
      if (!swept) return found;
      sweptUntil = swept.until;
      return [...found, ...swept.found];
    },
  };
}

/** The time zone once in 30 days; whether somebody is away, before every reminder. */
function wantsMailbox({ participant, round }: DueNudge, now: Date): boolean {
  const { timeZoneReadAt } = participant;
  return round > 0 || !timeZoneReadAt || now.getTime() - timeZoneReadAt.getTime() > zoneIsKnownFor;
}
