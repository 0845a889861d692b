import type { UserId } from '../passkeys/ids.ts';
import type { DueNudge } from './nudge.ts';
import type { Participants, Reports, Truth, TruthAbout } from './ports.ts';
import type { RolloutSettings } from './scene.ts';
import { type Found, sweepAudit } from './sweep-registrations.ts';

/** ms. The audit log answers five questions in ten seconds; one a minute is enough. */
const sweepEvery = 60_000;
/** ms. An older sweep is no answer. */
const sweepIsGoodFor = 5 * 60_000;
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
  readonly settings: Pick<RolloutSettings, 'audience'>;
};

type Known = TruthAbout | 'sweep-only';

export type TruthCheck = {
  /** What is known of each just before a send. `sweep-only`: the audit log, as of a moment ago; `unknown`: neither. */
  about(due: readonly DueNudge[]): Promise<ReadonlyMap<UserId, Known>>;
  /** Whoever has got a passkey since the last sweep; unless that was less than a minute ago. */
  sweep(): Promise<readonly Found[]>;
  /** Users are not asked one by one now. */
  isAlone(): Promise<boolean>;
};

/** Per user as long as Graph allows it; in bulk alone where it answers "too many requests" again and again. */
export function createTruthCheck({ truth, participants, reports, now, settings }: TruthPorts): TruthCheck {
  let throttledReadings = 0;
  /** Null: not known yet. What another instance has learned holds here, and after a restart. */
  let aloneSince: Date | undefined | null = null;
  let sweptAt: Date | undefined;
  let triedAt: Date | undefined;

  const isSweepFresh = () => sweptAt !== undefined && now().getTime() - sweptAt.getTime() < sweepIsGoodFor;

  async function whenAlone(): Promise<Date | undefined> {
    if (aloneSince !== null) return aloneSince;
    const { sweepAloneSince } = await reports.freshness();
    aloneSince = sweepAloneSince === undefined ? undefined : new Date(sweepAloneSince);
    return aloneSince;
  }

  async function isAlone(): Promise<boolean> {
    const since = await whenAlone();
    return since !== undefined && now().getTime() - since.getTime() <= tryAgainAfter;
  }

  async function read(due: readonly DueNudge[]): Promise<ReadonlyMap<UserId, Known>> {
    const answers = await truth.read(due.map((nudge) => ({ user: nudge.user, mailbox: wantsMailbox(nudge, now()) })));
    const throttled = due.filter(({ user }) => answers.get(user)?.hasPasskey === 'throttled');
    throttledReadings = throttled.length * 2 > due.length ? throttledReadings + 1 : 0;
    const wasAlone = (await whenAlone()) !== undefined;
    // Once is enough to see that nothing has changed.
    const isTooOften = throttledReadings >= (wasAlone ? 1 : tooOften);
    if (isTooOften || (wasAlone && throttledReadings === 0)) await setAlone(isTooOften ? now() : undefined);
    await noteMailboxes(due, answers);
    if (!wasAlone || !isSweepFresh()) return answers;
    return new Map<UserId, Known>([
      ...answers,
      ...throttled.map(({ user }) => [user, bySweep(answers.get(user))] as const),
    ]);
  }

  /** What the sweep says of whether there is a passkey, beside whatever else was read. */
  function bySweep(about: TruthAbout | undefined): Known {
    return settings.audience !== undefined && about ? { ...about, hasPasskey: false } : 'sweep-only';
  }

  /** Whoever is in the audience is looked up one by one all the same: that is no question of the throttled kind. */
  async function withoutMethods(due: readonly DueNudge[]): Promise<ReadonlyMap<UserId, Known>> {
    const isFresh = isSweepFresh();
    if (settings.audience === undefined)
      return new Map(due.map(({ user }) => [user, isFresh ? 'sweep-only' : { hasPasskey: 'unknown' }]));
    const answers = await truth.read(due.map(({ user }) => ({ user, mailbox: false, methods: false })));
    return isFresh ? new Map([...answers].map(([user, about]) => [user, bySweep(about)])) : answers;
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
      return mailbox ? [{ user, timeZone: mailbox.timeZone ?? participant.timeZone, at }] : [];
    });
    if (read.length > 0) await participants.noteMailbox(read);
  }

  return {
    isAlone,

    async about(due) {
      return (await isAlone()) ? withoutMethods(due) : read(due);
    },

    async sweep() {
      if (triedAt && now().getTime() - triedAt.getTime() < sweepEvery) return [];
      triedAt = now();
      const found = await sweepAudit({ truth, participants, reports, now });
      if (!found) return [];
      sweptAt = triedAt;
      return found;
    },
  };
}

/** The time zone once in 30 days; whether somebody is away, before every reminder. */
function wantsMailbox({ participant, round }: DueNudge, now: Date): boolean {
  const { timeZoneReadAt } = participant;
  return round > 0 || !timeZoneReadAt || now.getTime() - timeZoneReadAt.getTime() > zoneIsKnownFor;
}
