import type { Notice } from '../enrollment/reply.ts';
import { record } from './act-on-case.ts';
import { carryOn } from './carry-on.ts';
import type { Issued, TapCase } from './case.ts';
import type { SealedTap } from './ports.ts';
import type { HelpdeskReply } from './reply.ts';
import type { ShowButton } from './reply-views.ts';
import type { HelpdeskScene } from './scene.ts';
import { unsealTap } from './seal-tap.ts';
import { isOld, isShown, reopenTime } from './seal-times.ts';

type Gone = Extract<HelpdeskReply, { kind: 'tap-gone' }>;
type Openable = { readonly copy: SealedTap; readonly one: TapCase & { readonly issued: Issued } };

/** Only to its reader, in its time, and to a person: a card that Teams refreshes by itself shows nothing. */
export async function showTap(sealed: string, key: string, scene: HelpdeskScene): Promise<HelpdeskReply | Notice> {
  const { turn, ports } = scene;
  if (turn.isAutomatic) return { kind: 'nothing-open' };
  const found = await openable(sealed, scene);
  if ('because' in found) return found;
  const { copy, one } = found;
  const tap = unsealTap(copy.ciphertext, key, copy);
  if (!tap) return gone('not-yours');

  const firstOpenedAt = await ports.sealedTaps.opened(sealed, ports.now());
  if (!firstOpenedAt) return gone('expired');
  if (isShown(firstOpenedAt, ports.now())) return gone('already-shown');
  // Written before it is shown: nobody sees one without a trace.
  await record(one, { event: 'shown', details: { again: copy.firstOpenedAt !== undefined } }, 'begun', scene);
  await carryOn('move the card on', () => moveOn(one, { sealed, key }, scene), ports);
  await carryOn('see to the key', () => seeToKey(copy, firstOpenedAt, scene), ports);
  const { validUntil } = one.issued;
  return { kind: 'tap', tap: tap.reveal(), validUntil, forWhom: forWhom(one, scene) };
}

async function openable(sealed: string, { turn, ports }: HelpdeskScene): Promise<Openable | Gone> {
  const now = ports.now();
  const copy = await ports.sealedTaps.find(sealed);
  if (!copy) return gone('expired');
  if (copy.reader !== turn.user) return gone('not-yours');
  const one = await ports.cases.load(copy.caseId);
  if (!one?.issued || one.issued.sealId !== sealed || isOld(copy, now)) return gone('expired');
  if (isShown(copy.firstOpenedAt, now)) return gone('already-shown');
  if (one.aftermath?.tapDeletedAt || !(new Date(one.issued.validUntil) > now)) return gone('expired');
  // Entra keeps one TAP for each user: a later one took the place of this.
  if ((await ports.cases.lastIssued(one.subject))?.id !== one.id) return gone('expired');
  // "That's not me", and a role that was taken away, count also after the issue.
  if ((await ports.freezes.openOf(one.subject)).length > 0) return gone('expired');
  const isOperator = turn.user === one.operator;
  // One that was meant for somebody else: only once they asked to read it out.
  if (isOperator && one.options.delivery !== 'read-out') return gone('not-yours');
  if (isOperator && !(await ports.roles.hasNow(turn.user, 'helpdesk'))) return gone('not-yours');
  return { copy, one: { ...one, issued: one.issued } };
}

/** The message that was pressed surely holds it; it goes from there when nothing can be opened with it any more. */
async function seeToKey(copy: SealedTap, firstOpenedAt: Date, { turn, ports }: HelpdeskScene): Promise<void> {
  if (turn.cardId && turn.cardId !== copy.cardId) await ports.sealedTaps.shownIn(copy.id, turn.cardId);
  const sweepAt = new Date(firstOpenedAt.getTime() + reopenTime + 1000);
  await ports.timers.at(sweepAt, { kind: 'sweep-seal', case: copy.caseId });
}

/** The reader's own message tells what to do with it; the operator's card stays, with all that follows. */
async function moveOn(one: Openable['one'], show: ShowButton, { turn, ports }: HelpdeskScene): Promise<void> {
  if (turn.user === one.operator || !turn.cardId) return;
  const { validUntil, isUsableOnce } = one.issued;
  const forName = turn.user === one.subject ? undefined : one.preflight.name;
  const card = { kind: 'tap-opened', case: one.id, validUntil, isUsableOnce, show } as const;
  await ports.messenger.edit(turn.user, turn.cardId, { ...card, ...(forName && { forName }) });
}

function forWhom({ operator, subject }: TapCase, { turn }: HelpdeskScene): 'reader' | 'caller' | 'report' {
  if (turn.user === operator) return 'caller';
  return turn.user === subject ? 'reader' : 'report';
}

function gone(because: Gone['because']): Gone {
  return { kind: 'tap-gone', because };
}
