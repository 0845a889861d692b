import type { Answer, Converse } from '../enrollment/turn.ts';
import type { AuthenticationMethod } from '../passkeys/facts.ts';
import type { UserId } from '../passkeys/ids.ts';
import { forPass } from './actions.ts';
import { methodsAdded, methodsFromBefore, methodView, newTapIn, tapsOfCase } from './added-methods.ts';
import { carryOn } from './carry-on.ts';
import type { TapCase } from './case.ts';
import { caseView } from './case-view.ts';
import { nextLook } from './look-times.ts';
import { noteUse } from './note-use.ts';
import { notifyOfTap } from './notify-subject.ts';
import type { HelpdeskPorts } from './scene.ts';
import { watchForPasskey } from './watch-for-passkey.ts';

/** How often it is tried again where somebody else changes the case at this moment; then the next look does. */
const mostTries = 10;

/** Looks what became of a TAP that was asked for, with the bot's own identity, until the passkey is there or it is too late for one. */
export async function watchCase(id: string, ports: HelpdeskPorts): Promise<void> {
  const stored = await ports.cases.load(id);
  const isOpen = stored?.status === 'issuing' || stored?.status === 'uncertain' || stored?.status === 'issued';
  if (!stored || !isOpen || stored.aftermath?.passkeySeenAt) return;
  // The next look is set first: whatever fails in this one, there is another.
  const next = nextLook(stored, ports.now());
  if (next) await ports.timers.at(next, { kind: 'watch-case', case: id });
  const one = stored.status === 'issuing' ? await giveUpOn(stored, ports) : stored;
  if (!one) return;
  const methods = await ports.directory.methodsOf(one.subject);
  if (!methods.known) return;
  await tellWhomNobodyTold(one, methods.value, ports);
  await carryOn('note the use', () => noteUse(one, methods.value, ports), ports);
  const hasPasskey = methodsAdded(methods.value, one).some(({ kind }) => kind === 'passkey');
  if (hasPasskey) await tellOfPasskey(one, methods.value, ports);
}

/** The subject was just told of the passkey: the operator need not wait for the next look. */
export async function watchCaseOf(subject: UserId, ports: HelpdeskPorts): Promise<void> {
  const last = await ports.cases.lastIssued(subject);
  if (last) await watchCase(last.id, ports);
}

/** The user's own press has found it: the operator hears of it at once, and the user is not kept waiting for that. */
export function tellingOperator(converse: Converse, ports: HelpdeskPorts): Converse {
  return async (turn) => {
    const answer = await converse(turn);
    const isNews = news.has(answer.reply.kind) && turn.command.kind !== 'refresh';
    if (isNews) void carryOn('look after the case', () => watchCaseOf(turn.user, ports), ports);
    return answer;
  };
}

const news: ReadonlySet<Answer['reply']['kind']> = new Set(['registered', 'already-done']);

/** The turn died between the call and its answer. It is not asked again; the operator learns what is known. Undefined: the turn lives. */
async function giveUpOn(one: TapCase, ports: HelpdeskPorts): Promise<TapCase | undefined> {
  const firstLook = one.askedAt && nextLook(one, new Date(one.askedAt));
  if (!firstLook || ports.now() < firstLook) return undefined;
  const next = { ...one, status: 'uncertain', revision: ports.newId() } as const;
  if (!(await ports.cases.save(next, one.revision))) return undefined;
  const methods = await ports.directory.methodsOf(one.subject);
  const found = methods.known ? newTapIn(methods.value, one) : 'unknown';
  const { id, subject, operator } = one;
  const details = { found, because: 'the turn ended without an answer' };
  const entry = { at: ports.now(), event: 'issue-uncertain', actor: operator, subject, caseId: id, details } as const;
  await carryOn('audit', () => ports.audit.append(entry), ports);
  const view = caseView(next, ports.settings, ports.now());
  const tell = () => ports.messenger.send(operator, { kind: 'tap-uncertain', case: view, found });
  await carryOn('tell the operator', tell, ports);
  return next;
}

/** A turn that died, or a list that showed nothing yet, must not keep the subject from being told. */
async function tellWhomNobodyTold(
  one: TapCase,
  methods: readonly AuthenticationMethod[],
  ports: HelpdeskPorts,
): Promise<void> {
  const isThere =
    one.status === 'issued' || newTapIn(methods, one) === 'issued' || methodsAdded(methods, one).length > 0;
  if (!isThere || one.aftermath?.toldAt) return;
  await notifyOfTap(one, ports);
  await watchForPasskey(one, ports);
}

async function tellOfPasskey(
  one: TapCase,
  methods: readonly AuthenticationMethod[],
  ports: HelpdeskPorts,
): Promise<void> {
  const seen = await noteSeen(one.id, ports);
  if (!seen) return;
  const taps = methods.filter((method) => method.kind === 'temporary-access-pass');
  const tapStillThere = tapsOfCase(taps, one).some(({ isUsable }) => isUsable !== false);
  const oldMethods = methodsFromBefore(methods, one).map(methodView);
  const view = caseView(seen, ports.settings, ports.now());
  const request = await carryOn('look for the request', () => answeredRequest(one, ports), ports);
  const appeared = { kind: 'passkey-appeared', case: view, tapStillThere, oldMethods } as const;
  await ports.messenger.send(one.operator, { ...appeared, ...(request !== undefined && { request }) });
}

/** Of a timer, a look and a press that find it at the same moment one tells; undefined for the others. */
async function noteSeen(id: string, { cases, newId, now }: HelpdeskPorts): Promise<TapCase | undefined> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const stored = await cases.load(id);
    if (!stored || stored.aftermath?.passkeySeenAt) return undefined;
    const aftermath = { ...stored.aftermath, passkeySeenAt: now().toISOString() };
    const next = { ...stored, aftermath, revision: newId() };
    if (await cases.save(next, stored.revision)) return next;
  }
  return undefined;
}

/** The open request that has its answer with the passkey: of the case, or else the one for a pass that the operator has of the subject's. */
async function answeredRequest(
  { request: linked, subject, operator }: TapCase,
  { requests, queue }: HelpdeskPorts,
): Promise<number | undefined> {
  const open = (await requests.openOf(subject)).filter(({ about }) => forPass.has(about));
  const queued = await Promise.all(open.map(({ number }) => queue.find(number)));
  const mine = queued.filter((one) => one?.claimedBy === operator || (one?.number === linked && !one?.claimedBy));
  return (mine.find((one) => one?.number === linked) ?? mine[0])?.number;
}
