import type { UserId } from '../../src/passkeys/ids.ts';
import type { Campaign } from '../../src/rollout/campaign.ts';
import type { DueNudge, NudgeStatus, SendOutcome, Settlement } from '../../src/rollout/nudge.ts';
import type { Pace } from '../../src/rollout/pace.ts';
import type { TruthAbout } from '../../src/rollout/ports.ts';
import type { OwnerReply } from '../../src/rollout/reply.ts';
import { createSender } from '../../src/rollout/send-nudges.ts';
import type { SenderPorts } from '../../src/rollout/sender-run.ts';
import { someCampaign, someDue, someParticipant, someSettings } from '../fixtures/some-nudge.ts';
import { someone } from '../fixtures/someone.ts';
import { fakeCampaigns } from './fake-rollout-planning.ts';

type Row = {
  readonly due: DueNudge;
  status: NudgeStatus;
  dueAt: Date;
  claimedBy: string | undefined;
  settled: Settlement | undefined;
};
type LogLine = { readonly level: string; readonly msg: string };

export type SenderWorldOptions = {
  readonly people?: number;
  readonly due?: Partial<DueNudge>;
  readonly campaign?: Partial<Campaign>;
  readonly others?: readonly Campaign[];
  readonly send?: (user: UserId, index: number) => SendOutcome | Promise<SendOutcome>;
  readonly reach?: (user: UserId) => SendOutcome | Promise<SendOutcome>;
  readonly truth?: (user: UserId) => TruthAbout;
  readonly pace?: Partial<Pace>;
  readonly more?: Partial<SenderPorts>;
};

/** A Friday, 11:00 in Berlin. */
export const friday = new Date('2026-11-20T10:00:00Z');

/** A sender, and everything around it in memory; time passes when a test says so. */
export function senderWorld(options: SenderWorldOptions = {}) {
  const {
    people = 1,
    send = () => ({ kind: 'sent', messageId: 'm' }),
    reach = () => ({ kind: 'sent', messageId: undefined }),
  } = options;
  let clock = friday;
  let ms = 0;
  let ids = 0;
  const campaign = { ...someCampaign, ...options.campaign };
  const campaigns = fakeCampaigns(campaign, ...(options.others ?? []));
  const rows = new Map<string, Row>();
  for (let index = 0; index < people; index++) {
    const user = someone();
    const id = `nudge-${index}`;
    const due = { ...someDue, participant: { ...someParticipant, user }, ...options.due, id, user };
    rows.set(id, { due, status: 'planned', dueAt: due.dueAt, claimedBy: undefined, settled: undefined });
  }
  const log: LogLine[] = [];
  const note = (level: string) => (_fields: object, msg: string) => void log.push({ level, msg });
  const calls: {
    sent: UserId[];
    reached: UserId[];
    told: OwnerReply[];
    unreachable: (string | undefined)[];
    edited: string[];
    editedIn: (string | undefined)[];
  } = {
    sent: [],
    reached: [],
    told: [],
    unreachable: [],
    edited: [],
    editedIn: [],
  };
  const lease = { holder: undefined as string | undefined, pausedUntil: undefined as Date | undefined, freed: 0 };
  let paused: Date | undefined;

  const ports: SenderPorts = {
    campaigns,
    ledger: {
      ...refusing,
      async due(now, limit) {
        const running = new Set((await campaigns.withStatus('running')).map(({ id }) => id));
        return [...rows.values()]
          .filter(({ due, status, dueAt }) => running.has(due.campaign) && isOpen(status) && dueAt <= now)
          .slice(0, limit)
          .map(({ due, status, dueAt }) => ({ ...due, status, dueAt }));
      },
      async claim(ids, { holder }) {
        const running = new Set((await campaigns.withStatus('running')).map(({ id }) => id));
        if (lease.holder !== holder) return [];
        const mine = ids
          .flatMap((id) => rows.get(id) ?? [])
          .filter(({ due, status }) => running.has(due.campaign) && isOpen(status));
        for (const row of mine) Object.assign(row, { status: 'claimed', claimedBy: holder });
        return mine.map(({ due }) => due.id);
      },
      async unclaim(ids, { holder }) {
        for (const row of ids.flatMap((id) => rows.get(id) ?? []))
          if (row.status === 'claimed' && row.claimedBy === holder)
            Object.assign(row, { status: 'planned', claimedBy: undefined });
      },
      async settle(settlements, by) {
        for (const settled of settlements) {
          const row = rows.get(settled.nudge);
          if (!row) throw new RangeError(`No nudge ${settled.nudge}`);
          const isMine = row.status === 'claimed' && (by === undefined || row.claimedBy === by.holder);
          if (!isMine && !isOpen(row.status) && settled.status !== 'sent') continue;
          Object.assign(row, { status: settled.status, claimedBy: undefined, settled });
          if (settled.status === 'waiting') row.dueAt = settled.until;
        }
      },
      async abandonOthers({ holder }) {
        const lost = [...rows.values()].filter((row) => row.status === 'claimed' && row.claimedBy !== holder);
        for (const row of lost) Object.assign(row, { status: 'uncertain', claimedBy: undefined });
        return lost.length;
      },
      lastMessage: async (_campaign, user) => `message-of-${user}`,
    },
    lease: {
      async take(holder) {
        if (lease.holder !== undefined && lease.holder !== holder) return false;
        lease.holder = holder;
        return true;
      },
      async release(holder) {
        if (lease.holder !== holder) return;
        lease.holder = undefined;
        lease.freed++;
      },
      async pauseUntil(when) {
        lease.pausedUntil = when;
      },
      pausedUntil: async () => lease.pausedUntil,
    },
    participants: {
      ...refusing,
      load: async () => someParticipant,
      async noteUnreachable(_campaign, _user, cause) {
        calls.unreachable.push(cause);
      },
      noteMailbox: async () => {},
      noteDone: async () => [],
      noteDoneByUpn: async () => [],
      claimThanks: async () => true,
    },
    truth: {
      read: async (asked) =>
        new Map(asked.map(({ user }) => [user, options.truth?.(user) ?? ({ hasPasskey: false } as const)])),
      addedSince: async () => ({ known: true, value: { users: [], upns: [], until: clock } }),
    },
    reports: {
      noteSweep: async () => {},
      sweptAt: async () => undefined,
      noteSweepAlone: async () => {},
      freshness: async () => ({}),
    },
    messenger: {
      ...refusing,
      async send(user) {
        calls.sent.push(user);
        return send(user, calls.sent.length - 1);
      },
      async reach(user) {
        calls.reached.push(user);
        return reach(user);
      },
      async tell(_user, reply) {
        calls.told.push(reply);
        return 'm';
      },
      async edit(_user, messageId, _reply, language) {
        calls.edited.push(messageId);
        calls.editedIn.push(language);
      },
    },
    roles: { has: async () => true, hasNow: async () => true, among: async (users) => users },
    owners: { others: async () => [] },
    preferences: {
      stopMessages: async () => {},
      stopNudges: async () => {},
      allowMessages: async () => {},
      wantsMessages: async () => true,
    },
    pace: {
      next: async () => (paused && paused > clock ? 'paused' : 'go'),
      giveBack: () => {},
      noteReply: () => {},
      pauseUntil: (when) => {
        paused = when;
      },
      pausedUntil: () => (paused && paused > clock ? paused : undefined),
      slot: async () => {},
      ...options.pace,
    },
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    now: () => clock,
    clock: () => ms,
    newId: () => `holder-${++ids}`,
    settings: someSettings,
    ...options.more,
  };
  return {
    ports,
    sender: createSender(ports),
    campaigns,
    campaign,
    rows,
    calls,
    lease,
    log,
    pausedUntil: () => paused,
    /** Milliseconds, on both clocks. */
    passTime(by: number) {
      clock = new Date(clock.getTime() + by);
      ms += by;
    },
    statuses: () => [...rows.values()].map(({ status }) => status),
    row: (id = 'nudge-0'): Row => rows.get(id) as Row,
  };
}

const isOpen = (status: NudgeStatus) => status === 'planned' || status === 'waiting';

async function refuse(): Promise<never> {
  throw new Error('not asked for here');
}

const refusing = {
  planWave: refuse,
  planReminders: refuse,
  revive: refuse,
  onTheirWay: refuse,
  left: refuse,
  skipRest: refuse,
  load: refuse,
  noteSeen: refuse,
  notePressed: refuse,
  noteStarted: refuse,
  noteAtWork: refuse,
  snooze: refuse,
  noteCannot: refuse,
  noteOptedOut: refuse,
  noteRegistrations: refuse,
  takeForEscalation: refuse,
  silent: refuse,
  retell: refuse,
};
