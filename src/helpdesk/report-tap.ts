import type { Notice } from '../enrollment/reply.ts';
import { record, tellOperator } from './act-on-case.ts';
import { announceRequest } from './announce-request.ts';
import { carryOn } from './carry-on.ts';
import type { TapCase } from './case.ts';
import { subjectView } from './case-view.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskPorts, HelpdeskScene } from './scene.ts';

/** "This wasn't me", by the subject and nobody else, however late: frozen before anything else, and our copy of the TAP is gone. */
export async function tapNotMine(id: string, scene: HelpdeskScene): Promise<HelpdeskReply | Notice> {
  const { turn, ports } = scene;
  const one = await ports.cases.load(id);
  if (one?.subject !== turn.user) return { kind: 'nothing-open' };
  const at = ports.now();
  await ports.freezes.freeze(one.subject, 'tap-not-me', one.operator, at);
  if (one.issued) await ports.sealedTaps.remove(one.issued.sealId);
  await record(one, { event: 'not-me' }, 'done', scene);
  await record(one, { event: 'frozen', details: { because: 'tap-not-me' } }, 'done', scene);
  await alarm(one, at, ports);
  return { kind: 'tap-not-mine-done' };
}

/** Undoing is an operator's, under their own name: a request in the queue, and a word in the channel. Pressed again, it alarms nobody again. */
async function alarm(one: TapCase, since: Date, ports: HelpdeskPorts): Promise<void> {
  const { subject, operator } = one;
  const open = await ports.requests.openOf(subject);
  const request = await ports.requests.open(subject, 'not-me', {});
  const { number } = request;
  if (open.some((earlier) => earlier.number === number)) return;
  ports.log.warn({ user: subject, operator, request: number }, 'A user did not ask for the pass that was issued');
  await announceRequest(request, ports);
  const frozen = { kind: 'frozen', person: subjectView(one), since: since.toISOString(), canClear: false } as const;
  await carryOn('tell the operator', () => tellOperator(one, ports, { ...frozen, case: one.id }), ports);
}
