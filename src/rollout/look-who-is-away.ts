import type { Log } from '../enrollment/ports.ts';
import type { UserId } from '../passkeys/ids.ts';
import type { Participant } from './nudge.ts';
import type { Participants, Truth } from './ports.ts';

export type LookPorts = {
  readonly truth: Pick<Truth, 'read'>;
  readonly participants: Pick<Participants, 'silent' | 'noteMailbox'>;
  readonly now: () => Date;
  readonly log: Log;
};

const pageSize = 2_000;
/** People. Of whoever comes after them it is not known that they are away: in doubt a person looks after them. */
const mostRead = 1_000;
const readTogether = 100;

/** What is left of it, in ms: all campaigns of one job share it. A slow Graph must not hold them up. */
export type Patience = { left: number };

export const freshPatience = (): Patience => ({ left: 60_000 });

/**
 * Who has left after the last message is not silent but away: the mailboxes of those who are about to be told to the owner are
 * read, where they may be. What that says of them is noted, and holds for whoever takes them.
 */
export async function lookWhoIsAway(
  campaign: string,
  lastCall: Date | 'over' | undefined,
  patience: Patience,
  ports: LookPorts,
): Promise<void> {
  const began = performance.now();
  try {
    await look(campaign, lastCall, began + patience.left, ports);
  } catch (error) {
    ports.log.warn({ err: error, campaign }, 'Whether somebody is away was not read');
  } finally {
    patience.left -= performance.now() - began;
  }
}

async function look(
  campaign: string,
  lastCall: Date | 'over' | undefined,
  giveUpAt: number,
  ports: LookPorts,
): Promise<void> {
  const { participants, now } = ports;
  const at = now();
  const pageAfter = (after?: UserId) => participants.silent(campaign, at, pageSize, after, lastCall);
  let read = 0;
  for (let page = await pageAfter(); page.length > 0; page = await pageAfter(page.at(-1)?.user)) {
    for (let start = 0; start < page.length; start += readTogether) {
      if (read >= mostRead || performance.now() >= giveUpAt) return;
      const readable = await readSome(page.slice(start, start + readTogether), at, ports);
      // Then nobody's may be.
      if (read === 0 && readable === 0) return;
      read += readTogether;
    }
  }
}

/** @returns how many mailboxes could be read */
async function readSome(
  people: readonly Participant[],
  at: Date,
  { truth, participants }: Pick<LookPorts, 'truth' | 'participants'>,
): Promise<number> {
  const answers = await truth.read(people.map(({ user }) => ({ user, mailbox: true, methods: false })));
  const read = people.flatMap(({ user, timeZone: known }) => {
    const mailbox = answers.get(user)?.mailbox;
    if (!mailbox) return [];
    const { timeZone = known, outUntil } = mailbox;
    return [{ user, timeZone, at, ...(outUntil !== undefined && { outUntil }) }];
  });
  if (read.length > 0) await participants.noteMailbox(read);
  return read.length;
}
