import type { UserId } from '../passkeys/ids.ts';
import { passkeysIn } from '../passkeys/methods.ts';
import type { Truth, TruthAbout } from '../rollout/ports.ts';
import { within } from './deadline.ts';
import { type BatchAnswer, type BatchRead, batchLimit } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import { known } from './known.ts';
import { createThrottlePause, type ThrottlePause } from './obey-throttling.ts';
import { parseMailbox } from './parse-mailbox.ts';
import { parseMethods } from './parse-methods.ts';
import { reporter } from './report-failure.ts';
import { pageReader, type RolloutGraphOptions } from './rollout-room.ts';
import { ListPage } from './schema.ts';
import { sweepAudits } from './sweep-audits.ts';
import { methodsPath } from './user-requests.ts';

export type TruthOptions = RolloutGraphOptions & {
  readonly now: () => Date;
  /** Batches at once. */
  readonly atOnce?: number;
  /** Milliseconds for one batch. */
  readonly batchLimitMs?: number;
  /** Milliseconds that a read waits when Graph has asked for it; for more than that it answers "throttled" at once. */
  readonly obeyForMs?: number;
};

type Part = 'methods' | 'mailbox';
type Wanted = { readonly user: UserId; readonly part: Part };
type Room = Required<Pick<TruthOptions, 'client' | 'log' | 'now' | 'atOnce' | 'batchLimitMs' | 'obeyForMs'>> & {
  /** Two services, each with limits of its own. */
  readonly pauses: Readonly<Record<Part, ThrottlePause>>;
};

export function createTruth(options: TruthOptions): Truth {
  const { pace, log, now } = options;
  const { atOnce = 4, batchLimitMs = 8_000, obeyForMs = 15_000 } = options;
  const pauses = { methods: createThrottlePause(), mailbox: createThrottlePause() };
  const room: Room = { ...options, atOnce, batchLimitMs, obeyForMs, pauses };
  const sweep = { reader: pageReader(options), takeTurn: pace.reports, report: reporter(log, undefined), now };
  return {
    read: (people) => readTruth(people, room),
    addedSince: (since) => sweepAudits(since, sweep),
  };
}

async function readTruth(people: Parameters<Truth['read']>[0], room: Room): Promise<ReadonlyMap<UserId, TruthAbout>> {
  const answers = new Map<UserId, TruthAbout>();
  for (const { user } of people) answers.set(user, { hasPasskey: 'unknown' });
  const withMailbox = new Set(people.flatMap(({ user, mailbox }) => (mailbox ? [user] : [])));
  const wanted = [...answers.keys()].flatMap((user): Wanted[] => [
    { user, part: 'methods' },
    ...(withMailbox.has(user) ? [{ user, part: 'mailbox' } as const] : []),
  ]);
  await room.pauses.methods.waitOut(room.obeyForMs);
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

async function readSome(
  wanted: readonly Wanted[],
  answers: Map<UserId, TruthAbout>,
  failures: Failures,
  { client, pauses, batchLimitMs, now }: Room,
): Promise<void> {
  const paused = wanted.filter(({ part }) => pauses[part].isOn());
  for (const one of paused) note(one, new GraphError(one.part, 'throttled'), answers, now());
  const asked = wanted.filter((one) => !paused.includes(one));
  if (asked.length === 0) return;
  const requests = asked.map(toRequest);
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
    if (answer) note(one, answer, answers, now());
  }
}

function toRequest({ user, part }: Wanted, index: number): BatchRead {
  const path = part === 'methods' ? methodsPath(user) : `/users/${user}/mailboxSettings`;
  return { id: String(index), url: path };
}

function note({ user, part }: Wanted, answer: BatchAnswer, answers: Map<UserId, TruthAbout>, now: Date): void {
  const before = answers.get(user) ?? { hasPasskey: 'unknown' };
  if (part === 'methods') {
    answers.set(user, { ...before, hasPasskey: hasPasskey(answer) });
    return;
  }
  const mailbox = answer instanceof GraphError ? undefined : parseMailbox(answer.body, now);
  if (mailbox) answers.set(user, { ...before, mailbox });
}

/** As the guide has it. Nobody has so many methods that there were a second page; if there is one, no passkey on the first proves nothing. */
function hasPasskey(answer: BatchAnswer): TruthAbout['hasPasskey'] {
  if (answer instanceof GraphError) return answer.code === 'throttled' ? 'throttled' : 'unknown';
  const { data } = ListPage.safeParse(answer.body);
  if (!data) return 'unknown';
  const methods = parseMethods(data.value);
  if (passkeysIn({ methods: known(methods) }).length > 0) return true;
  // An entry that was not understood might be one.
  const isWhole = data['@odata.nextLink'] === undefined && methods.length === data.value.length;
  return isWhole ? false : 'unknown';
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
