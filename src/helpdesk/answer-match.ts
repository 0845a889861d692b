import type { Notice } from '../enrollment/reply.ts';
import { changeCase, frozen, record, saveCase, tellOperator } from './act-on-case.ts';
import { alarmOnOldCase } from './alarm-on-old-case.ts';
import { announceAlarms } from './announce-alarm.ts';
import type { Match, TapCase } from './case.ts';
import { caseAt, caseReply, matchAt } from './case-view.ts';
import { closeSeal } from './close-seal.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskPorts, HelpdeskScene } from './scene.ts';

import { isSecondOver, withoutSecond } from './second-question.ts';

type Shown = HelpdeskReply | Notice;
type Matched = TapCase & { readonly match: Match };

/** How often a change is tried again where the operator, too, presses at this moment. */
const mostTries = 5;

/** From now on the operator sees the digits. */
export async function openMatch(id: string, scene: HelpdeskScene): Promise<Shown> {
  const one = await ownMatch(id, scene);
  if (!one || !isWaiting(one)) return showOver(id, scene);
  if (one.match.state === 'opened') return askForDigits(one);
  const { cardId } = scene.turn;
  const opened = { ...one.match, state: 'opened', ...(cardId && { cardId }) } as const;
  const saved = await saveCase(one, { match: opened }, scene);
  if (!saved) return showOver(id, scene);
  await tellOperator(saved, scene.ports);
  return askForDigits(one);
}

/** One attempt, and only after the card was opened: before, the operator had nothing to say. */
export async function answerMatch(id: string, digits: string, scene: HelpdeskScene): Promise<Shown> {
  const { ports } = scene;
  const one = await ownMatch(id, scene);
  if (!one || !isWaiting(one)) return showOver(id, scene);
  const typed = digits.normalize('NFKC').replaceAll(/[\s\p{Cf}]/gu, '');
  // A slip of the finger is no guess: it tells nothing about the number.
  if (one.match.state === 'sent' || !/^\d{2}$/.test(typed)) return askForDigits(one);
  if ((await ports.freezes.openOf(one.subject)).length > 0) return { kind: 'match-over', how: 'not-me' };

  const saved = typed === one.match.digits ? await succeed(one, scene) : await fail(one, scene);
  if (!saved) return showOver(id, scene);
  const again = isSecondOver(one) && !saved.second ? 'ask-second-again' : undefined;
  await tellOperator(saved, ports, caseReply(saved, ports.settings, ports.now(), again));
  return matchOver(saved.match ?? one.match);
}

async function succeed(one: Matched, scene: HelpdeskScene): Promise<TapCase | undefined> {
  const verification = { kind: 'number-match', at: scene.ports.now().toISOString() } as const;
  const verifications = [...one.verifications.filter(({ kind }) => kind !== 'number-match'), verification];
  const match = { ...one.match, state: 'matched' } as const;
  return changeCase(withoutSecond(one), { match, verifications }, { event: 'matched' }, scene);
}

async function fail(one: Matched, scene: HelpdeskScene): Promise<TapCase | undefined> {
  const note = { event: 'match-failed', details: { because: 'wrong-number' } } as const;
  return changeCase(one, { match: { ...one.match, state: 'failed' } }, note, scene);
}

/** "That's not me": frozen before anything else, at any time, also long after the card ran out. Only a second operator undoes it. */
export async function notOnThePhone(id: string, scene: HelpdeskScene): Promise<Shown> {
  const { ports } = scene;
  const one = await ownCaseOf(id, scene);
  if (!one && (await alarmOnOldCase({ anyMatch: id }, 'match-not-me', scene)))
    return { kind: 'match-over', how: 'not-me' };
  if (!one || one.match.state === 'not-me') return showOver(id, scene);
  await record(one, { event: 'match-not-me' }, 'begun', scene);
  const at = ports.now();
  await ports.freezes.freeze(one.subject, 'match-not-me', one.operator, at, one.id);
  await record(one, { event: 'frozen', details: { because: 'match-not-me' } }, 'done', scene);
  // A pass that was issued meanwhile is opened by nobody any more.
  const { issued } = (await ports.cases.load(one.id)) ?? one;
  if (issued) await closeSeal(issued.sealId, scene.turn.cardId, ports);
  // Before the case is closed: a turn that dies in between is not over, and the next press raises it.
  await raiseAlarm(one, ports);
  await closeAsNotMe(id, scene);
  await record(one, { event: 'match-not-me' }, 'done', scene);
  return { kind: 'match-over', how: 'not-me' };
}

/** The case is over, unless a pass is out already: then it is needed for undoing that. */
async function closeAsNotMe(id: string, scene: HelpdeskScene): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const one = await ownCaseOf(id, scene);
    if (!one) return;
    const match = { ...one.match, state: 'not-me' } as const;
    if (await saveCase(one, { match, ...(one.status === 'open' && { status: 'refused' }) }, scene)) return;
  }
}

/** A request in the queue and in the channel, so that a second operator looks at it; the first one's card says that it is over. */
async function raiseAlarm(one: TapCase, ports: HelpdeskPorts): Promise<void> {
  const request = await ports.requests.open(one.subject, 'not-me', {});
  ports.log.warn({ user: one.subject, operator: one.operator, request: request.number }, 'A user is not on the phone');
  await announceAlarms(one.subject, ports);
  const shown = frozen(one, await ports.freezes.openOf(one.subject));
  if (!shown) return;
  // A card from which a pass can be undone is left as it is.
  if (one.status === 'open') await tellOperator(one, ports, shown);
  else await ports.messenger.send(one.operator, shown);
}

/** The timer's part: three minutes are over, whether or not anybody looks. */
export async function expireMatch(id: string, ports: HelpdeskPorts): Promise<void> {
  const stored = await ports.cases.load(id);
  if (stored?.status !== 'open' || !stored.match) return;
  const match = matchAt(stored.match, ports.now());
  if (match.state !== 'expired' || stored.match.state === 'expired') return;
  const next = { ...stored, match, revision: ports.newId() };
  if (!(await ports.cases.save(next, stored.revision))) return;
  await tellOperator(next, ports);
  const { cardId } = match;
  if (cardId) await ports.messenger.edit(stored.subject, cardId, matchOver(match));
}

async function ownMatch(id: string, scene: HelpdeskScene): Promise<Matched | undefined> {
  const one = await ownCaseOf(id, scene);
  return one?.match.id === id ? one : undefined;
}

/** The case as of now, only for the subject of it: the id comes from a card, perhaps from one that another has replaced since. */
async function ownCaseOf(id: string, { turn, ports }: HelpdeskScene): Promise<Matched | undefined> {
  const stored = await ports.cases.find({ anyMatch: id });
  if (stored?.subject !== turn.user) return undefined;
  const one = caseAt(stored, ports.now());
  return one.match && { ...one, match: one.match };
}

function isWaiting({ status, match }: Matched): boolean {
  return status === 'open' && (match.state === 'sent' || match.state === 'opened');
}

function askForDigits({ match, operatorName }: Matched): HelpdeskReply {
  return { kind: 'type-digits', match: match.id, operatorName, expiresAt: match.expiresAt };
}

/** To whom it never was sent, it is a press that nobody knows. */
async function showOver(id: string, scene: HelpdeskScene): Promise<Shown> {
  const one = await ownCaseOf(id, scene);
  if (!one) return { kind: 'not-understood' };
  const { match } = one;
  return match.id === id || match.state === 'not-me' ? matchOver(match) : matchOver({ ...match, id, state: 'expired' });
}

/** What the subject's card becomes. That it was not them may be said as long as there is a card. */
export function matchOver({ id, state }: Match): HelpdeskReply {
  if (state === 'matched' || state === 'not-me') return { kind: 'match-over', how: state };
  return { kind: 'match-over', how: state === 'failed' ? 'failed' : 'expired', match: id };
}
