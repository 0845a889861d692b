import type { GroupId, UserId } from '../passkeys/ids.ts';
import type { Truth, TruthAbout } from '../rollout/ports.ts';
import { within } from './deadline.ts';
import { type BatchAnswer, batchLimit } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import { createThrottlePause, type ThrottlePause } from './obey-throttling.ts';
import { reporter } from './report-failure.ts';
import { pageReader, type RolloutGraphOptions } from './rollout-room.ts';
import { sweepAudits } from './sweep-audits.ts';
import { type Part, requestFor, toldBy, type Wanted } from './truth-parts.ts';

export type TruthOptions = RolloutGraphOptions & {
  readonly now: () => Date;
  /** Batches at once. */
  readonly atOnce?: number;
  /** Milliseconds for one batch. */
  readonly batchLimitMs?: number;
  /** Only its members get anything: whether somebody still is one is read with the rest. */
  readonly audience?: GroupId | undefined;
  /** Whether the account is still on is read with the rest. */
  readonly accounts?: boolean;
  /** Milliseconds that a read waits when Graph has asked for it; for more than that it answers "throttled" at once. */
  readonly obeyForMs?: number;
};

type Room = Required<Pick<TruthOptions, 'client' | 'log' | 'now' | 'atOnce' | 'batchLimitMs' | 'obeyForMs'>> & {
  readonly audience: GroupId | undefined;
  readonly accounts: boolean;
  readonly pauses: Readonly<Record<Part, ThrottlePause>>;
};

export function createTruth(options: TruthOptions): Truth {
  const { pace, log, now } = options;
  const { atOnce = 4, batchLimitMs = 8_000, obeyForMs = 15_000 } = options;
  const pauses = {
    methods: createThrottlePause(),
    mailbox: createThrottlePause(),
    account: createThrottlePause(),
    audience: createThrottlePause(),
  };
  const { audience, accounts = false } = options;
  const room: Room = { ...options, audience, accounts, atOnce, batchLimitMs, obeyForMs, pauses };
  const sweep = { reader: pageReader(options), takeTurn: pace.reports, report: reporter(log, undefined), now };
  return {
    read: (people) => readTruth(people, room),
    addedSince: (since) => sweepAudits(since, sweep),
  };
}

const unread: TruthAbout = { hasPasskey: 'unknown' };

type Asked = Parameters<Truth['read']>[0][number];

async function readTruth(people: readonly Asked[], room: Room): Promise<ReadonlyMap<UserId, TruthAbout>> {
  const answers = new Map<UserId, TruthAbout>();
  for (const { user } of people) answers.set(user, unread);
  const wanted = [...new Map(people.map((one) => [one.user, one])).values()].flatMap((one) => wantedOf(one, room));
  if (wanted.some(({ part }) => part === 'methods')) await room.pauses.methods.waitOut(room.obeyForMs);
  const failures = new Failures();
  const batches = chunks(wanted, batchLimit)[Symbol.iterator]();
  // Each takes the next batch when it is done with one.
  const lane = async () => {
    for (const batch of batches) await readSome(batch, answers, failures, room);
  };
  await Promise.all(Array.from({ length: room.atOnce }, lane));
  failures.report(room.log);
  return answers;
}

function wantedOf({ user, mailbox, methods = true }: Asked, { audience, accounts }: Room): readonly Wanted[] {
  const parts: readonly (Part | false)[] = [
    methods && 'methods',
    mailbox && 'mailbox',
    accounts && 'account',
    audience !== undefined && 'audience',
  ];
  return parts.flatMap((part) => (part ? [{ user, part }] : []));
}

async function readSome(
  wanted: readonly Wanted[],
  answers: Map<UserId, TruthAbout>,
  failures: Failures,
  room: Room,
): Promise<void> {
  const { client, pauses, batchLimitMs, now } = room;
  const paused = wanted.filter(({ part }) => pauses[part].isOn());
  const note = (one: Wanted, answer: BatchAnswer) =>
    answers.set(one.user, { ...(answers.get(one.user) ?? unread), ...toldBy(one, answer, now()) });
  for (const one of paused) note(one, new GraphError(one.part, 'throttled'));
  const asked = wanted.filter((one) => !paused.includes(one));
  if (asked.length === 0) return;
  const requests = asked.map((one, index) => requestFor(one, index, room));
  const read = await client.batchOnce(requests, within(batchLimitMs)).catch((error: unknown) => {
    if (error instanceof GraphError) return error;
    throw error;
  });
  for (const [index, one] of asked.entries()) {
    const answer = read instanceof GraphError ? read : read.get(String(index));
    if (answer instanceof GraphError) {
      if (answer.code === 'throttled') pauses[one.part].note(answer);
      failures.add(one.part, answer);
    }
    if (answer) note(one, answer);
  }
}

/** One line in the log for each kind of failure, however many people it was about. */
class Failures {
  readonly #kinds = new Map<string, { readonly part: Part; readonly error: GraphError; people: number }>();

  add(part: Part, error: GraphError): void {
    const key = `${part} ${error.code} ${error.status}`;
    const kind = this.#kinds.get(key) ?? { part, error, people: 0 };
    kind.people++;
    this.#kinds.set(key, kind);
  }

  report(log: Room['log']): void {
    for (const { part, error, people } of this.#kinds.values()) {
      const { code, status, requestId, reason } = error;
      const fields = { operation: part, code, status, requestId, reason, people };
      // Who has no mailbox is nobody's business, and being throttled is what the reader of these answers is told.
      const isOrdinary = code === 'not-found' || code === 'throttled' || (part === 'mailbox' && code === 'forbidden');
      if (isOrdinary) log.info(fields, 'Graph reads failed');
      else log.warn(fields, 'Graph reads failed');
    }
  }
}

function* chunks<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
