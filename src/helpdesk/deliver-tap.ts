import type { UserId } from '../passkeys/ids.ts';
import { record } from './act-on-case.ts';
import type { IssuedTap } from './acting-operator.ts';
import { carryOn } from './carry-on.ts';
import type { Delivery, Issued, TapCase } from './case.ts';
import { caseView } from './case-view.ts';
import { notifyOfTap } from './notify-subject.ts';
import type { HelpdeskReply } from './reply.ts';
import type { ShowButton } from './reply-views.ts';
import { saveOver } from './save-over.ts';
import type { HelpdeskPorts, HelpdeskScene } from './scene.ts';
import { sealTap } from './seal-tap.ts';
import { sealLifetime } from './seal-times.ts';
import { mayDeliver } from './verification.ts';
import { watchForPasskey } from './watch-for-passkey.ts';

/** Sealed, saved, and only then handed out; whoever has to be told is told behind the answer, which alone holds the key. The TAP leaves this function in no other way. */
export async function deliverTap(
  issuing: TapCase,
  issued: IssuedTap,
  requestId: string | undefined,
  scene: HelpdeskScene,
): Promise<HelpdeskReply> {
  const { ports } = scene;
  const sealed = await seal(issued, issuing, readerOf(issuing), scene);
  const what = issuedAs(issued, sealed.sealed, requestId, ports.now());
  const saved = (await saveOver(issuing.id, { status: 'issued', issued: what }, ports)) ?? issuing;
  await carryOn('audit', () => recordIssued(saved, what, scene), ports);
  const sweepAt = new Date(ports.now().getTime() + sealLifetime + 1000);
  await carryOn('set a timer', () => ports.timers.at(sweepAt, { kind: 'sweep-seal', case: saved.id }), ports);
  await watchForPasskey(saved, ports);
  const isForOperator = readerOf(saved) === saved.operator;
  const isSent = isForOperator || (await sendTo(readerOf(saved), saved, sealed, ports));
  const after = isSent ? { one: saved, show: sealed } : await keepForReadingOut(saved, what, issued, scene);
  const notice = isSent ? after.one.options.delivery : 'nobody';
  // Not waited for; what does not get through is in the case, and what dies with the process the watch makes up for.
  void carryOn('tell of a pass', () => notifyOfTap(after.one, ports, notice), ports);
  const canBeTold = await carryOn('look for a chat', () => ports.messenger.canReach(saved.subject), ports);
  const view = caseView(after.one, ports.settings, ports.now());
  const isShown = isForOperator || !isSent;
  return {
    kind: 'tap-issued',
    case: view,
    ...(isShown && after.show && { show: after.show }),
    ...(!isSent && { problem: 'cannot-reach' }),
    ...(!canBeTold && { isUntold: true }),
  };
}

/** Reading out goes with every verification. Where there is no manager any more, there is nobody else but the operator either. */
export function readerOf({ operator, subject, preflight, options }: TapCase): UserId {
  const readers: Readonly<Record<Delivery, UserId | undefined>> = {
    'read-out': operator,
    'subject-chat': subject,
    'manager-chat': preflight.manager?.id,
  };
  return readers[options.delivery] ?? operator;
}

async function seal(
  { tap }: IssuedTap,
  { id: caseId, operator }: TapCase,
  reader: UserId,
  { turn, ports }: HelpdeskScene,
): Promise<ShowButton> {
  const id = ports.newId();
  const { ciphertext, key } = sealTap(tap, { id, caseId, reader });
  const sealedAt = ports.now();
  // The operator's own button comes in the card that was pressed.
  const cardId = reader === operator ? turn.cardId : undefined;
  await ports.sealedTaps.put({ id, caseId, reader, ciphertext, sealedAt, firstOpenedAt: undefined, cardId });
  return { sealed: id, key };
}

function issuedAs(issued: IssuedTap, sealId: string, requestId: string | undefined, now: Date): Issued {
  const { id: tapId, startsAt, lifetime, isUsableOnce } = issued;
  const validUntil = new Date(startsAt.getTime() + lifetime * 60_000).toISOString();
  const times = { at: now.toISOString(), startsAt: startsAt.toISOString(), validUntil };
  return { tapId, ...times, isUsableOnce, sealId, ...(requestId && { requestId }) };
}

async function sendTo(reader: UserId, one: TapCase, show: ShowButton, ports: HelpdeskPorts): Promise<boolean> {
  const { issued, options, preflight, id } = one;
  if (!issued) return false;
  const { validUntil, isUsableOnce } = issued;
  const card = { kind: 'tap-ready', case: id, validUntil, isUsableOnce, show } as const;
  const forName = options.delivery === 'manager-chat' ? preflight.name : undefined;
  const send = () => ports.messenger.send(reader, { ...card, ...(forName && { forName }) });
  const cardId = await carryOn('deliver a pass', send, ports);
  if (cardId === undefined) return false;
  await carryOn('note where the key is', () => ports.sealedTaps.shownIn(show.sealed, cardId), ports);
  return true;
}

/**
 * It is issued, and the key in the message that did not get there is lost. The operator is offered to delete it; another copy is opened
 * only once they ask to read it out.
 */
async function keepForReadingOut(
  one: TapCase,
  before: Issued,
  issued: IssuedTap,
  scene: HelpdeskScene,
): Promise<{ readonly one: TapCase; readonly show?: ShowButton }> {
  const { ports } = scene;
  await carryOn('remove a copy', () => ports.sealedTaps.remove(before.sealId), ports);
  const details = { because: 'cannot-reach', delivery: one.options.delivery };
  const event = { event: 'alarm', details } as const;
  await carryOn('audit', () => record(one, event, 'done', scene), ports);
  if (!mayDeliver(one, 'read-out')) return { one };
  const show = await seal(issued, one, one.operator, scene);
  const what = { ...before, sealId: show.sealed };
  const saved = await saveOver(one.id, { issued: what }, ports);
  return { one: saved ?? { ...one, issued: what }, show };
}

async function recordIssued({ id, subject, options }: TapCase, issued: Issued, scene: HelpdeskScene): Promise<void> {
  const { tapId, validUntil, isUsableOnce, requestId } = issued;
  const about = { tap: tapId, validUntil, isUsableOnce, delivery: options.delivery, lifetime: options.lifetime };
  const details = { ...about, ...(requestId && { requestId }) };
  await record({ id, subject }, { event: 'issued', details }, 'done', scene);
}
